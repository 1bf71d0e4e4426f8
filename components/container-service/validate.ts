import { isImageDigest, isImageRepository, splitImageReference } from "../shared/image-reference";
import { requireLogRetention } from "../shared/log-retention";
import { isSecretArn } from "../shared/secrets";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import { isWholeWithin, requireSeconds, requireWhole } from "../shared/bounds";
import { validateCapacity } from "./capacity";
import { validateContainerHealthCheck } from "./container-health-check";
import type { PlannedServiceArgs } from "./args";
import { validateDefinitionSize } from "./definition-size";
import { validateDeployment } from "./deployment-validation";
import { validateEnvironment } from "./environment";
import { validateLoadBalancing } from "./load-balancing-validation";
import { validatePolicySize } from "./policy-size";
import { validateTaskPolicies } from "./task-policy-validation";
import { withTargetDefaults } from "./target-defaults";
import { validateTaskSize } from "./task-size";
import { LONGEST_STOP_TIMEOUT_SECONDS } from "./waits";
import { validateWritablePaths } from "./writable-paths";

/** Tasks that a service may have (Amazon ECS service quotas). */
const INSTANCES = { smallest: 1, largest: 5000 };
const PORT = { smallest: 1, largest: 65_535 };
/** Fargate's limit; more would hold up every deployment. */
const STOP_TIMEOUT = { smallest: 2, largest: LONGEST_STOP_TIMEOUT_SECONDS };
/** Amazon ECS API Reference, "AwsVpcConfiguration": securityGroups. */
const MOST_SECURITY_GROUPS = 5;
const OPEN_FILES = { smallest: 1024, largest: 1_048_576 };

/** Records everything in the arguments that could not work. */
export function validateContainerService(given: PlannedServiceArgs, problems: ArgumentProblems): void {
  const args = withTargetDefaults(given);
  validateTaskSize(args, args.capacity.kind, problems);
  validateCapacity(args.capacity, problems);
  validateInstances(args, problems);
  validateImage(args, problems);
  validateContainer(args, problems);
  validateSecurityGroups(args, problems);
  validateEnvironment(args.environment ?? {}, args.secrets ?? {}, problems);
  validateDefinitionSize(args, problems);
  validatePolicySize(args, problems);
  validateTaskPolicies(args, problems);
  validateLoadBalancing(args, problems);
  requireLogRetention(problems, "logRetentionDays", args.logRetentionDays);
  checkTags(problems, args.tags);
}

function validateInstances(
  { minInstances, maxInstances, deployment, loadBalancer }: PlannedServiceArgs,
  problems: ArgumentProblems,
): void {
  requireWhole(problems, "minInstances", minInstances, INSTANCES);
  requireWhole(problems, "maxInstances", maxInstances, INSTANCES);
  problems.require(
    minInstances <= maxInstances,
    "maxInstances",
    `must be at least minInstances (${minInstances}), got ${maxInstances}`,
  );
  if (!isWholeWithin(minInstances, INSTANCES)) return;
  validateDeployment(deployment ?? { strategy: "rolling" }, { minInstances, target: loadBalancer?.target }, problems);
}

function validateSecurityGroups({ securityGroupIds = [] }: PlannedServiceArgs, problems: ArgumentProblems): void {
  problems.require(
    securityGroupIds.length <= MOST_SECURITY_GROUPS - 1,
    "securityGroupIds",
    `must be ${MOST_SECURITY_GROUPS - 1} groups at most besides the tasks' own, got ${securityGroupIds.length}; let several stores share a group of clients`,
  );
}

function validateImage({ image, registryCredentialsArn }: PlannedServiceArgs, problems: ArgumentProblems): void {
  const reference = literal(image);
  problems.require(
    reference === undefined || isByDigest(reference),
    "image",
    `must name an image by its digest (repository@sha256:<64 hexadecimal digits>), got "${reference ?? ""}"; ContainerImage resolves a tag to one`,
  );
  const credentials = literal(registryCredentialsArn);
  problems.require(
    credentials === undefined || isSecretArn(credentials),
    "registryCredentialsArn",
    "must be the ARN of a Secrets Manager secret that holds username and password as JSON, without a key behind it",
  );
}

function isByDigest(reference: string): boolean {
  const { repository, digest } = splitImageReference(reference);
  return isImageRepository(repository) && digest !== undefined && isImageDigest(digest);
}

function validateContainer(args: PlannedServiceArgs, problems: ArgumentProblems): void {
  requireWhole(problems, "port", args.port, PORT);
  requireWhole(problems, "openFileLimit", args.openFileLimit, OPEN_FILES);
  requireSeconds(problems, "stopTimeout", args.stopTimeout, STOP_TIMEOUT);
  validateUser(args.user, problems);
  validateWritablePaths(args.writablePaths ?? [], problems);
  problems.require(args.command?.length !== 0, "command", "must name what to run, got []; omit it for the image's own");
  if (args.containerHealthCheck === undefined || args.containerHealthCheck === false) return;
  validateContainerHealthCheck(args.containerHealthCheck, args.port, problems);
}

function validateUser(user: string | undefined, problems: ArgumentProblems): void {
  problems.require(
    user === undefined || /^[1-9]\d*(:[1-9]\d*)?$/.test(user),
    "user",
    `must be a numeric user other than root, optionally with a group (such as "1000:1000"), got ${JSON.stringify(user)}`,
  );
}
