import type * as pulumi from "@pulumi/pulumi";
import { checkTags } from "../shared/tag-rules";
import { ArgumentProblems, literal } from "../shared/validation";
import type { ImageRegistryArgs } from "./image-registry-args";
import { repositoryNameProblem } from "./repository-name";
import { isPrincipal } from "./repository-policy";

/**
 * Refuses what Amazon ECR would refuse, or what would open the repository to everybody.
 * @throws {pulumi.InputPropertiesError} naming every problem.
 */
export function validateImageRegistry(name: string, args: ImageRegistryArgs): void {
  const problems = new ArgumentProblems();
  checkRepositoryName(literal(args.repositoryName), problems);
  checkPrincipals("pullPrincipals", args.pullPrincipals, problems);
  checkPrincipals("pushPrincipals", args.pushPrincipals, problems);
  checkCount("keepTaggedImages", args.keepTaggedImages, problems);
  checkCount("keepUntaggedDays", args.keepUntaggedDays, problems);
  checkTags(problems, args.tags);
  problems.throwIfAny(`Invalid arguments for ImageRegistry "${name}"`);
}

function checkRepositoryName(name: string | undefined, problems: ArgumentProblems): void {
  const problem = name === undefined ? undefined : repositoryNameProblem(name);
  if (problem !== undefined) problems.add("repositoryName", problem);
}

function checkPrincipals(
  property: "pullPrincipals" | "pushPrincipals",
  principals: readonly pulumi.Input<string>[] = [],
  problems: ArgumentProblems,
): void {
  for (const [index, principal] of principals.entries()) {
    const value = literal(principal);
    problems.require(
      value === undefined || isPrincipal(value),
      `${property}[${index}]`,
      "must be the ARN of an IAM role (arn:aws:iam::<account>:role/<name>) or the 12 digits of an account, " +
        `got ${JSON.stringify(value)}; a repository is never public`,
    );
  }
}

function checkCount(
  property: "keepTaggedImages" | "keepUntaggedDays",
  count: number | undefined,
  problems: ArgumentProblems,
): void {
  if (count === undefined || (Number.isInteger(count) && count >= 1)) return;
  problems.add(property, `must be a whole number of at least 1, got ${count}`);
}
