import { requireLogRetention } from "../shared/log-retention";
import { checkTags } from "../shared/tag-rules";
import type { ArgumentProblems } from "../shared/validation";
import { isWholeWithin, requireSeconds, requireWhole } from "../shared/bounds";
import { validateCapacity } from "./capacity";
import { validateClients } from "./clients";
import { validateContainerHealthCheck } from "./container-health-check";
import { validateContainer } from "./container-validation";
import type { PlannedServiceArgs } from "./args";
import { validateDefinitionSize } from "./definition-size";
import { validateDeployment } from "./deployment-validation";
import { validateDiscovery } from "./discovery";
import { validateLoadBalancing } from "./load-balancing-validation";
import { validatePolicySize } from "./policy-size";
import { validateSidecars } from "./sidecar-validation";
import { validateTaskPolicies } from "./task-policy-validation";
import { withTargetDefaults } from "./target-defaults";
import { validateTaskSize } from "./task-size";
import { LONGEST_STOP_TIMEOUT_SECONDS } from "./waits";

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
  validateApplication(args, problems);
  validateSidecars(args, problems);
  validateSecurityGroups(args, problems);
  validateClients(args.clients ?? [], problems);
  validateDiscovery(args, problems);
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

function validateApplication(args: PlannedServiceArgs, problems: ArgumentProblems): void {
  requireWhole(problems, "port", args.port, PORT);
  requireWhole(problems, "openFileLimit", args.openFileLimit, OPEN_FILES);
  requireSeconds(problems, "stopTimeout", args.stopTimeout, STOP_TIMEOUT);
  validateContainer(args, false, problems);
  if (args.containerHealthCheck === undefined || args.containerHealthCheck === false) return;
  validateContainerHealthCheck(args.containerHealthCheck, args.port, problems);
}
