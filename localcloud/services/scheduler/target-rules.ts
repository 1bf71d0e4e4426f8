import { parseArn } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { object, text, type Properties } from "../../model/values";
import { warningOf } from "../../model/warning";
import { CLUSTER } from "../ecs/cluster";
import { placeInputs, requirePlace } from "../ecs/run-task-place";
import { taskDefinitionNamed } from "../ecs/task-definition-lookup";
import { requireOverrides } from "../ecs/task-overrides";
import { isAssumableBy, roleByArn } from "../iam/role-reference";
import { isJson, NotModelledError } from "../shared/inputs";
import { queueOfArn } from "../sqs/queue-lookup";
import { runParameters } from "./run-parameters";
import { runProblem } from "./run-problem";
import { schedulerContext } from "./schedule-group";

const SCHEDULER = "scheduler.amazonaws.com";
const NO_RUN = "no run starts";

/**
 * What Scheduler refuses of a target, and what it takes although its runs then fail: it doesn't look whether a target
 * is there (Amazon EventBridge Scheduler User Guide, "Managing targets").
 */
export const targetRules: readonly Rule[] = [
  requireEcsTarget,
  requireAssumableRole,
  warningOf(requireRunnable, NO_RUN),
  warningOf(requirePermitted, NO_RUN),
  warningOf(requireQueue, "nobody is told of a run that can't be started"),
];

/** Members that only other targets have. */
const OTHER_TARGETS = ["eventbridgeParameters", "kinesisParameters", "sagemakerPipelineParameters", "sqsParameters"];

function targetOf(inputs: Properties): Properties {
  return object(inputs, "target") ?? {};
}

function requireEcsTarget({ inputs }: Operation): void {
  const target = targetOf(inputs);
  const { service, resource } = parseArn(text(target, "arn"));
  const isCluster = service === "ecs" && resource.startsWith("cluster/");
  if (!isCluster || OTHER_TARGETS.some((member) => target[member] !== undefined)) {
    throw new NotModelledError("targets other than tasks of ECS", ["target.arn"], "services/scheduler/target-rules.ts");
  }
  if (object(target, "ecsParameters") !== undefined) return;
  refuse("ValidationException", "The target of an ECS cluster must have EcsParameters.", "target.ecsParameters");
}

/** The provider tries again for two minutes where it reads this (terraform-provider-aws, scheduler/schedule.go). */
function requireAssumableRole({ inputs, region, accountId, cloud }: Operation): void {
  const role = roleByArn(text(targetOf(inputs), "roleArn") ?? "", cloud);
  if (role !== undefined && isAssumableBy(role, SCHEDULER, schedulerContext(region, accountId))) return;
  refuse(
    "ValidationException",
    "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
    "target.roleArn",
  );
}

/** What RunTask would refuse. */
function requireRunnable({ inputs, region, accountId, cloud }: Operation): void {
  const target = targetOf(inputs);
  const clusterArn = text(target, "arn") ?? "";
  if (cloud.find(CLUSTER, clusterArn) === undefined) {
    refuse("ClusterNotFoundException", "Cluster not found.", "target.arn");
  }
  const definition = taskDefinitionNamed(text(target, "ecsParameters.taskDefinitionArn") ?? "", region, cloud);
  if (definition === undefined) {
    refuse("ClientException", "TaskDefinition not found.", "target.ecsParameters.taskDefinitionArn");
  }
  if (!isJson(text(target, "input") ?? "{}")) {
    refuse("InvalidParameterException", "Invalid TaskOverride JSON", "target.input");
  }
  const parameters = runParameters(target);
  const asked = { ...placeInputs(parameters), cluster: clusterArn, taskDefinition: definition.id };
  requirePlace({ inputs: asked, region, accountId, cloud });
  const launchType = text(parameters, "launchType");
  requireOverrides(object(parameters, "overrides"), {
    inputs: definition.inputs,
    region,
    accountId,
    cloud,
    launchType,
  });
}

function requirePermitted(operation: Operation): void {
  const problem = runProblem(targetOf(operation.inputs), operation);
  if (problem !== undefined) refuse("AccessDeniedException", problem, "target.roleArn");
}

function requireQueue({ inputs, cloud }: Operation): void {
  const queueArn = text(targetOf(inputs), "deadLetterConfig.arn");
  if (queueArn === undefined || queueOfArn(queueArn, cloud) !== undefined) return;
  refuse("AWS.SimpleQueueService.NonExistentQueue", `${queueArn} does not exist`, "target.deadLetterConfig.arn");
}
