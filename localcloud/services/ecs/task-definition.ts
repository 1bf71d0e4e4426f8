import { arn } from "../../model/arn";
import { AwsError } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, number, text } from "../../model/values";
import { isAssumableBy, roleArnReference, roleByArn } from "../iam/role-reference";
import { containerRules, isFargate } from "./container-rules";
import { isFargateSize } from "./fargate-sizes";

export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const TASKS = "ecs-tasks.amazonaws.com";

const invalidRole = { code: "ClientException", message: (role: string) => `Role is not valid: ${role}` };

export const taskDefinition: ResourceType = {
  type: TASK_DEFINITION,
  defaults: { networkMode: "bridge" },
  replacedBy: [
    "containerDefinitions",
    "cpu",
    "enableFaultInjection",
    "ephemeralStorage",
    "executionRoleArn",
    "family",
    "ipcMode",
    "memory",
    "networkMode",
    "pidMode",
    "placementConstraints",
    "proxyConfiguration",
    "region",
    "requiresCompatibilities",
    "runtimePlatform",
    "taskRoleArn",
    "volumes",
  ],
  references: [roleArnReference("executionRoleArn", invalidRole), roleArnReference("taskRoleArn", invalidRole)],
  rules: [
    assumableRole("executionRoleArn"),
    assumableRole("taskRoleArn"),
    requireFargateNetwork,
    requireFargateSize,
    requireFargateStorage,
    ...containerRules,
  ],
  retained: (resource) => (flag(resource.inputs, "skipDestroy") === true ? resource : undefined),
  make: ({ inputs, region, accountId, cloud }) => {
    const family = text(inputs, "family") ?? "";
    const revision = nextRevision(family, region, cloud);
    const withoutRevision = arn("ecs", region, accountId, `task-definition/${family}`);
    const id = `${withoutRevision}:${revision}`;
    return { id, computed: { arn: id, arnWithoutRevision: withoutRevision, revision } };
  },
};

/** A task definition by ARN or as family:revision; a family alone means its latest revision. */
export function taskDefinitionOf(value: string, cloud: CloudReader): CloudResource | undefined {
  const known = cloud.ofType(TASK_DEFINITION);
  const name = value.split("task-definition/").at(-1) ?? "";
  return known.findLast(({ id, inputs }) => id === value || id.endsWith(`/${name}`) || inputs.family === name);
}

/** Numbers of a family only grow: a deregistered revision's is not used again. */
function nextRevision(family: string, region: string, cloud: CloudReader): number {
  const revisions = cloud
    .ofType(TASK_DEFINITION)
    .filter((other) => other.inputs.family === family && other.region === region)
    .map((other) => number(other.computed, "revision") ?? 0);
  return Math.max(0, ...revisions) + 1;
}

function assumableRole(input: string): (operation: Operation) => void {
  return ({ inputs, cloud }) => {
    const roleArn = text(inputs, input);
    const role = roleArn === undefined ? undefined : roleByArn(roleArn, cloud);
    if (role === undefined || isAssumableBy(role, TASKS)) return;
    throw new AwsError(
      "ClientException",
      `ECS was unable to assume the role '${role.id}' that was provided for this task. ` +
        `Please verify that the role being passed has the proper trust relationship and permissions (${input})`,
    );
  };
}

function requireFargateNetwork({ inputs }: Operation): void {
  if (!isFargate(inputs) || text(inputs, "networkMode") === "awsvpc") return;
  throw new AwsError("ClientException", "Fargate only supports network mode ‘awsvpc’. (networkMode)");
}

function requireFargateSize({ inputs }: Operation): void {
  if (!isFargate(inputs)) return;
  const [cpu, memory] = [number(inputs, "cpu"), number(inputs, "memory")];
  if (cpu === undefined || memory === undefined) {
    throw new AwsError(
      "ClientException",
      "Fargate requires that 'cpu' and 'memory' be defined at the task level. (cpu, memory)",
    );
  }
  if (isFargateSize(cpu, memory)) return;
  throw new AwsError(
    "ClientException",
    `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory. (cpu, memory)`,
  );
}

/** Amazon ECS API Reference, EphemeralStorage. */
function requireFargateStorage({ inputs }: Operation): void {
  const size = number(inputs, "ephemeralStorage.sizeInGib");
  if (size === undefined || (size >= 21 && size <= 200)) return;
  throw new AwsError(
    "ClientException",
    `Ephemeral storage must be between 21 and 200 GiB, got ${size} (ephemeralStorage.sizeInGib)`,
  );
}
