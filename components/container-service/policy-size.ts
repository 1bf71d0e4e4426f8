import type * as pulumi from "@pulumi/pulumi";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { ContainerServiceArgs } from "./args";
import { executionPolicy, secretsRead } from "./execution-policy";

/** Characters of a role's inline policies, without white space (IAM User Guide, "IAM and AWS STS quotas"). */
export const LONGEST_POLICIES = 10_240;
/** Longest texts that aren't known before something is deployed. */
const IMAGE = `123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/${"x".repeat(256)}@sha256:${"0".repeat(64)}`;
const LOG_GROUP_ARN = `arn:aws:logs:ap-northeast-1:123456789012:log-group:${"x".repeat(128)}`;

type PolicyArgs = Pick<
  ContainerServiceArgs,
  "kmsKeyArn" | "registryCredentialsArn" | "secretKeyArns" | "secrets" | "sidecars"
>;

/**
 * Records secrets that are too many for the policy by which ECS reads them. Those that aren't known yet are left to
 * AWS.
 */
export function validatePolicySize(args: PolicyArgs, problems: ArgumentProblems): void {
  const { kmsKeyArn, secretKeyArns = [], sidecars = [] } = args;
  const policy = executionPolicy({
    images: [IMAGE, ...sidecars.map(({ image }, index) => literal(image) ?? `${index}${IMAGE}`)],
    logGroupArn: LOG_GROUP_ARN,
    secretArns: known([args, ...sidecars].flatMap(secretsRead)),
    keyArns: known([kmsKeyArn, ...secretKeyArns]),
  });
  const { length } = JSON.stringify(policy).replace(/\s/g, "");
  problems.require(
    length <= LONGEST_POLICIES,
    "secrets",
    `must fit into the policy of ${LONGEST_POLICIES} characters by which ECS reads them, got ${length}; keep several values in one secret, and name each by its JSON key`,
  );
}

function known(texts: readonly (pulumi.Input<string> | undefined)[]): string[] {
  return texts.flatMap((text) => literal(text) ?? []);
}
