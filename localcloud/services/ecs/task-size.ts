import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, text, type Properties } from "../../model/values";
import { containersOf } from "./container-definition";

const UNITS_PER_CPU = 1024;
const MEBIBYTES_PER_GIGABYTE = 1024;

/** The notation of sizes, which other rules rely on (Amazon ECS Developer Guide, "Task size"). */
export const sizeNotationRules: readonly Rule[] = [
  requireReadableSize("cpu", cpuUnits),
  requireReadableSize("memory", memoryMebibytes),
];

/** What RegisterTaskDefinition refuses about sizes (Amazon ECS Developer Guide, "Task size"). */
export const sizeRules: readonly Rule[] = [requireCpuForContainers, requireMemoryForContainers, requireContainerMemory];

/** CPU units of the task, from units or virtual CPUs such as `.5 vCPU`. */
export function cpuUnits(inputs: Properties): number | undefined {
  return quantity(inputs, "cpu", /^([\d.]+)\s*vcpu$/i, UNITS_PER_CPU);
}

/** Memory of the task in MiB, from MiB or gigabytes such as `2 GB`. */
export function memoryMebibytes(inputs: Properties): number | undefined {
  return quantity(inputs, "memory", /^([\d.]+)\s*gb$/i, MEBIBYTES_PER_GIGABYTE);
}

/**
 * CPU units that a task takes of an instance: its own or, where it has none, those of its containers (Amazon ECS API
 * Reference, RegisterTaskDefinition, cpu).
 */
export function requiredCpu(inputs: Properties): number {
  return cpuUnits(inputs) ?? sumOf(inputs, (container) => number(container, "cpu"));
}

/** MiB that a task takes of an instance: its own or, where it has none, what its containers reserve. */
export function requiredMemory(inputs: Properties): number {
  return memoryMebibytes(inputs) ?? sumOf(inputs, reservedMemory);
}

function quantity(inputs: Properties, input: string, pattern: RegExp, factor: number): number | undefined {
  const plain = number(inputs, input);
  if (plain !== undefined) return Number.isInteger(plain) && plain > 0 ? plain : undefined;
  const [, count] = pattern.exec(text(inputs, input)?.trim() ?? "") ?? [];
  return count === undefined ? undefined : Number(count) * factor;
}

function requireReadableSize(input: "cpu" | "memory", read: (inputs: Properties) => number | undefined): Rule {
  return ({ inputs }) => {
    if (inputs[input] === undefined || read(inputs) !== undefined) return;
    refuse(
      "ClientException",
      `Invalid '${input}' setting for task. For more information, see the Troubleshooting section`,
      input,
    );
  };
}

function requireCpuForContainers({ inputs }: Operation): void {
  const task = cpuUnits(inputs);
  if (task === undefined || sumOf(inputs, (container) => number(container, "cpu")) <= task) return;
  refuse(
    "ClientException",
    "The sum of all container 'cpu' values cannot be greater than the task-level 'cpu' value",
    "cpu",
  );
}

/** Amazon ECS API Reference, ContainerDefinition, memory: the sum that counts is that of the reservations. */
function requireMemoryForContainers({ inputs }: Operation): void {
  const task = memoryMebibytes(inputs);
  if (task === undefined) return;
  containersOf(inputs).forEach((container) => {
    if ((number(container, "memory") ?? 0) <= task) return;
    const name = text(container, "name") ?? "";
    refuse(
      "ClientException",
      `The 'memory' setting for container '${name}' is greater than for the task`,
      "containerDefinitions, memory",
    );
  });
  if (sumOf(inputs, reservedMemory) <= task) return;
  refuse(
    "ClientException",
    "The memory reserved for all containers cannot be greater than the task-level 'memory' value",
    "memory",
  );
}

function requireContainerMemory({ inputs }: Operation): void {
  for (const container of containersOf(inputs)) {
    const [most, reserved] = [number(container, "memory"), number(container, "memoryReservation")];
    if (memoryMebibytes(inputs) === undefined && most === undefined && reserved === undefined) {
      refuse(
        "ClientException",
        "Invalid setting for container. At least one of 'memory' or 'memoryReservation' must be specified.",
        "containerDefinitions",
      );
    }
    if (most === undefined || reserved === undefined || most >= reserved) continue;
    refuse(
      "ClientException",
      "Invalid setting for container. 'memory' must be greater than or equal to 'memoryReservation'.",
      "containerDefinitions",
    );
  }
}

function reservedMemory(container: Properties): number | undefined {
  return number(container, "memoryReservation") ?? number(container, "memory");
}

function sumOf(inputs: Properties, amount: (container: Properties) => number | undefined): number {
  return containersOf(inputs).reduce((sum, container) => sum + (amount(container) ?? 0), 0);
}
