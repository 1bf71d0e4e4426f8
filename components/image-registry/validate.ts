import type * as pulumi from "@pulumi/pulumi";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { ImageRegistryArgs } from "./args";
import { repositoryNameProblem } from "./repository-name";
import { isPrincipal } from "./repository-policy";

/** Records what Amazon ECR would refuse, and what would open the repository to everybody. */
export function validateImageRegistry(args: ImageRegistryArgs, problems: ArgumentProblems): void {
  checkRepositoryName(problems, literal(args.repositoryName));
  checkPrincipals(problems, "pullPrincipals", args.pullPrincipals);
  checkPrincipals(problems, "pushPrincipals", args.pushPrincipals);
  checkCount(problems, "keepTaggedImages", args.keepTaggedImages);
  checkCount(problems, "keepUntaggedDays", args.keepUntaggedDays);
  checkTags(problems, args.tags);
}

function checkRepositoryName(problems: ArgumentProblems, name: string | undefined): void {
  const problem = name === undefined ? undefined : repositoryNameProblem(name);
  if (problem !== undefined) problems.add("repositoryName", problem);
}

function checkPrincipals(
  problems: ArgumentProblems,
  propertyPath: "pullPrincipals" | "pushPrincipals",
  principals: readonly pulumi.Input<string>[] = [],
): void {
  for (const [index, principal] of principals.entries()) {
    const value = literal(principal);
    problems.require(
      value === undefined || isPrincipal(value),
      `${propertyPath}[${index}]`,
      "must be the ARN of an IAM role (arn:aws:iam::<account>:role/<name>) or the 12 digits of an account, " +
        `got ${JSON.stringify(value)}; a repository is never public`,
    );
  }
}

function checkCount(
  problems: ArgumentProblems,
  propertyPath: "keepTaggedImages" | "keepUntaggedDays",
  count: number | undefined,
): void {
  if (count === undefined || (Number.isInteger(count) && count >= 1)) return;
  problems.add(propertyPath, `must be a whole number of at least 1, got ${count}`);
}
