import type { ArgumentProblems } from "../shared/validation";
import { offeredResources, RESOURCE_NAMES, type ResourceName, type Resources } from "./capacity";
import { type CapacityRequest, type SizedService, taskOf } from "./capacity-request";
import { INSTANCE_TYPE_NAMES, type InstanceType, instanceType, nearestInstanceType } from "./instance-types";

const UNITS: Readonly<Record<ResourceName, string>> = {
  cpuUnits: "CPU units",
  memoryMebibytes: "MiB of memory",
  networkInterfaces: "network interfaces",
};

/** Records everything by which nothing can be planned. */
export function validateCapacityRequest(request: CapacityRequest, problems: ArgumentProblems): void {
  problems.require(request.services.length > 0, "services", "must be one at least, got none");
  problems.require(
    request.instanceTypes.length > 0,
    "instanceTypes",
    'must name one at least, such as "m6i.large", got none',
  );
  validateNumbers(request, problems);
  const types = request.instanceTypes.flatMap((name, index) => knownType(name, index, problems));
  validateArchitecture(types, problems);
  for (const service of request.services) validateService(service, types, request, problems);
}

/** Records numbers by which nothing can be planned. */
function validateNumbers({ services, zones, minSize, maxSize }: CapacityRequest, problems: ArgumentProblems): void {
  requireWhole(problems, "zones", zones, 1);
  requireWhole(problems, "minSize", minSize ?? 0, 0);
  requireWhole(problems, "maxSize", maxSize ?? 1, 1);
  for (const service of services) validateServiceNumbers(service, problems);
}

function validateServiceNumbers(service: SizedService, problems: ArgumentProblems): void {
  const path = `services.${service.name}`;
  requireWhole(problems, `${path}.cpuUnits`, service.cpuUnits, 1);
  requireWhole(problems, `${path}.memoryMebibytes`, service.memoryMebibytes, 1);
  requireWhole(problems, `${path}.storageGibibytes`, service.storageGibibytes, 0);
  requireWhole(problems, `${path}.minInstances`, service.minInstances, 0);
  requireWhole(problems, `${path}.maxInstances`, service.maxInstances, 1);
  requireWhole(problems, `${path}.surgePercent`, service.surgePercent, 100);
  requireWhole(problems, `${path}.scalingStep`, service.scalingStep, 0);
}

function requireWhole(problems: ArgumentProblems, path: string, value: number, least: number): void {
  problems.require(
    Number.isInteger(value) && value >= least,
    path,
    `must be a whole number, ${least} or more, got ${value}`,
  );
}

function knownType(name: string, index: number, problems: ArgumentProblems): InstanceType[] {
  const type = instanceType(name);
  if (type !== undefined) return [type];
  const nearest = nearestInstanceType(name);
  const fix =
    nearest === undefined
      ? `known are ${INSTANCE_TYPE_NAMES.length} types of the families t3, t4g, m, c and r`
      : `did you mean "${nearest}"?`;
  problems.add(
    `instanceTypes[${index}]`,
    `must be an instance type whose size is known, got ${JSON.stringify(name)}; ${fix}`,
  );
  return [];
}

function validateArchitecture(types: readonly InstanceType[], problems: ArgumentProblems): void {
  problems.require(
    new Set(types.map(({ architecture }) => architecture)).size <= 1,
    "instanceTypes",
    `must have one processor architecture, got ${types.map(({ name, architecture }) => `${name} (${architecture})`).join(", ")}`,
  );
}

function validateService(
  service: SizedService,
  types: readonly InstanceType[],
  { networkInterfaceTrunking }: CapacityRequest,
  problems: ArgumentProblems,
): void {
  const task = taskOf(service);
  for (const type of types) {
    const offer = offeredResources(type, networkInterfaceTrunking);
    const lacking = RESOURCE_NAMES.filter((name) => task[name] > offer[name]);
    if (lacking.length === 0) continue;
    const needs = lacking.map((name) => `${task[name]} of its ${offer[name]} ${UNITS[name]}`).join(" and ");
    problems.add(
      `services.${service.name}`,
      `a task doesn't fit on ${type.name}: it needs ${needs}; ${largerType(type, task, networkInterfaceTrunking)}`,
    );
  }
}

/** The smallest type of the same family that holds a task. */
function largerType(type: InstanceType, task: Resources, trunking: boolean): string {
  const [family = ""] = type.name.split(".");
  const larger = INSTANCE_TYPE_NAMES.filter((name) => name.startsWith(`${family}.`)).find((name) => {
    const candidate = instanceType(name);
    if (candidate === undefined) return false;
    const offer = offeredResources(candidate, trunking);
    return RESOURCE_NAMES.every((resource) => offer[resource] >= task[resource]);
  });
  return larger === undefined ? "use smaller tasks, or another family" : `use ${larger} or larger, or smaller tasks`;
}
