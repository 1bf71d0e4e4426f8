import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { isFargate } from "./fargate-rules";
import { containersOf } from "./container-definition";
import { cpuUnits } from "./task-size";
import { objects, text } from "../../model/values";

/** What RegisterTaskDefinition refuses about the task definition as a whole (Amazon ECS service quotas, and below). */
export const taskDocumentRules: readonly Rule[] = [
  requireFewContainers,
  requireDocumentSize,
  requireCpuOfInstances,
  requireArchitectureOfSystem,
  requireCpuOfWindows,
  requirePlacementConstraints,
];

const MOST_CONTAINERS = 10;
const MOST_BYTES = 65_536;
const MOST_CONSTRAINTS = 10;
const UNITS_PER_CPU = 1024;

/** CPU units of a task on instances (Amazon ECS API Reference, RegisterTaskDefinition, cpu). */
const CPU_OF_INSTANCES = { least: 128, most: 196_608 };

/** Inputs that don't belong to the registered document. */
const NOT_REGISTERED = ["region", "skipDestroy", "tags", "tagsAll", "trackLatest"];

function requireFewContainers({ inputs }: Operation): void {
  const count = containersOf(inputs).length;
  if (count <= MOST_CONTAINERS) return;
  refuse(
    "ClientException",
    `A task definition has at most ${MOST_CONTAINERS} containers, got ${count}`,
    "containerDefinitions",
  );
}

function requireDocumentSize({ inputs }: Operation): void {
  const registered = Object.entries(inputs).filter(
    ([name]) => !name.startsWith("__") && !NOT_REGISTERED.includes(name),
  );
  const document = { ...Object.fromEntries(registered), containerDefinitions: containersOf(inputs) };
  const bytes = Buffer.byteLength(JSON.stringify(document));
  if (bytes <= MOST_BYTES) return;
  refuse(
    "ClientException",
    `Actual length: '${bytes}'. Max allowed length is '${MOST_BYTES}' bytes.`,
    "containerDefinitions",
  );
}

function requireCpuOfInstances({ inputs }: Operation): void {
  const cpu = cpuUnits(inputs);
  if (cpu === undefined || isFargate(inputs)) return;
  if (cpu >= CPU_OF_INSTANCES.least && cpu <= CPU_OF_INSTANCES.most) return;
  refuse(
    "ClientException",
    `Invalid 'cpu' setting for task: a task on instances takes ${CPU_OF_INSTANCES.least} to ${CPU_OF_INSTANCES.most} CPU units, got ${cpu}`,
    "cpu",
  );
}

/** Amazon ECS API Reference, RuntimePlatform: Windows runs on X86_64 only. */
function requireArchitectureOfSystem({ inputs }: Operation): void {
  const system = text(inputs, "runtimePlatform.operatingSystemFamily") ?? "LINUX";
  if (!system.startsWith("WINDOWS") || text(inputs, "runtimePlatform.cpuArchitecture") !== "ARM64") return;
  refuse("ClientException", `The operating system family ${system} doesn't run on ARM64`, "runtimePlatform");
}

/** Amazon ECS API Reference, RegisterTaskDefinition, memory: at least one virtual CPU for Windows on Fargate. */
function requireCpuOfWindows({ inputs }: Operation): void {
  const isWindows = text(inputs, "runtimePlatform.operatingSystemFamily")?.startsWith("WINDOWS") === true;
  const cpu = cpuUnits(inputs) ?? 0;
  if (!isWindows || !isFargate(inputs) || cpu >= UNITS_PER_CPU) return;
  refuse(
    "ClientException",
    `Windows containers on Fargate take at least ${UNITS_PER_CPU} CPU units, got ${cpu}`,
    "cpu",
  );
}

/** Amazon ECS API Reference, TaskDefinitionPlacementConstraint. */
function requirePlacementConstraints({ inputs }: Operation): void {
  const constraints = objects(inputs, "placementConstraints");
  if (constraints.length > MOST_CONSTRAINTS) {
    refuse("ClientException", `A task has at most ${MOST_CONSTRAINTS} placement constraints`, "placementConstraints");
  }
  const empty = constraints.findIndex((constraint) => (text(constraint, "expression") ?? "") === "");
  if (empty < 0) return;
  refuse("ClientException", "A memberOf constraint needs an expression", `placementConstraints[${empty}].expression`);
}
