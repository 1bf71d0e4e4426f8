import { requireSeconds, requireWhole } from "../shared/bounds";
import { requireLogRetention } from "../shared/log-retention";
import { checkTags } from "../shared/tag-rules";
import type { ArgumentProblems } from "../shared/validation";
import type { ContainerServiceArgs } from "./args";
import { type Capacity, validateCapacity } from "./capacity";
import { PORT, STOP_TIMEOUT } from "./container-bounds";
import { validateContainerHealthCheck } from "./container-health-check";
import { validateContainer } from "./container-validation";
import type { ContainerArgs } from "./containers";
import { validateDefinitionSize } from "./definition-size";
import { validatePolicySize } from "./policy-size";
import { validateSidecars } from "./sidecar-validation";
import { validateTaskPolicies } from "./task-policy-validation";
import { validateTaskSize } from "./task-size";

/** Amazon ECS API Reference, "AwsVpcConfiguration": securityGroups. */
const MOST_SECURITY_GROUPS = 5;
const OPEN_FILES = { smallest: 1024, largest: 1_048_576 };

/** The arguments of a task, whoever runs it. */
export type ValidatedTaskArgs = ContainerArgs &
  Pick<
    ContainerServiceArgs,
    | "environment"
    | "image"
    | "kmsKeyArn"
    | "logRetentionDays"
    | "memory"
    | "registryCredentialsArn"
    | "secretKeyArns"
    | "secrets"
    | "securityGroupIds"
    | "storage"
    | "tags"
    | "taskPolicies"
    | "taskPolicyStatements"
  >;

/** Records everything in the arguments of a task that could not work on a capacity. */
export function validateTask(args: ValidatedTaskArgs, capacity: Capacity, problems: ArgumentProblems): void {
  validateTaskSize(args, capacity.kind, problems);
  validateCapacity(capacity, problems);
  validateApplication(args, problems);
  validateSidecars(args, problems);
  validateSecurityGroups(args, problems);
  validateDefinitionSize(args, problems);
  validatePolicySize(args, problems);
  validateTaskPolicies(args, problems);
  requireLogRetention(problems, "logRetentionDays", args.logRetentionDays);
  checkTags(problems, args.tags);
}

function validateSecurityGroups({ securityGroupIds = [] }: ValidatedTaskArgs, problems: ArgumentProblems): void {
  problems.require(
    securityGroupIds.length <= MOST_SECURITY_GROUPS - 1,
    "securityGroupIds",
    `must be ${MOST_SECURITY_GROUPS - 1} groups at most besides the tasks' own, got ${securityGroupIds.length}; let several stores share a group of clients`,
  );
}

function validateApplication(args: ValidatedTaskArgs, problems: ArgumentProblems): void {
  requireWhole(problems, "port", args.port, PORT);
  requireWhole(problems, "openFileLimit", args.openFileLimit, OPEN_FILES);
  requireSeconds(problems, "stopTimeout", args.stopTimeout, STOP_TIMEOUT);
  validateContainer(args, false, problems);
  if (args.containerHealthCheck === undefined || args.containerHealthCheck === false) return;
  validateContainerHealthCheck(args.containerHealthCheck, args.port, problems);
}
