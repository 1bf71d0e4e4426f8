import { cpuUnits, memoryMebibytes, type SizeQuantity, storageGibibytes } from "../shared/quantity";
import type { ArgumentProblems } from "../shared/validation";
import type { ContainerServiceArgs } from "./args";
import type { Capacity } from "./capacity";
import { fargateSizeProblem, type TaskSize } from "./fargate-sizes";

/**
 * Volume that every Fargate task has for nothing, in GiB (Amazon ECS Developer Guide, "Fargate task ephemeral
 * storage").
 */
const FARGATE_DEFAULT_STORAGE = 20;
const FARGATE_LARGEST_STORAGE = 200;

/**
 * CPU units that ECS accepts for a task on EC2 (Amazon ECS Developer Guide, "Task definition parameters: Task size").
 */
const EC2_CPU_UNITS = { smallest: 128, largest: 192 * 1024 } as const;

export type TaskSizeArgs = Pick<ContainerServiceArgs, "cpu" | "memory" | "storage">;

/** Records what is wrong with a task's cpu, memory and storage on the given kind of capacity. */
export function validateTaskSize(args: TaskSizeArgs, kind: Capacity["kind"], problems: ArgumentProblems): void {
  const units = problems.attempt("cpu", () => cpuUnits(args.cpu));
  const memory = problems.attempt("memory", () => memoryMebibytes(args.memory));
  if (units !== undefined && memory !== undefined) {
    validateCpuAndMemory({ cpuUnits: units, memoryMebibytes: memory }, kind, problems);
  }
  validateStorage(args.storage, kind, problems);
}

/** CPU and memory of validated arguments. */
export function taskSize({ cpu, memory }: TaskSizeArgs): TaskSize {
  return { cpuUnits: cpuUnits(cpu), memoryMebibytes: memoryMebibytes(memory) };
}

/** GiB of ephemeral storage to ask Fargate for; undefined where the volume that every task has suffices. */
export function ephemeralStorageGibibytes(storage: SizeQuantity | undefined): number | undefined {
  if (storage === undefined) return undefined;
  const gibibytes = storageGibibytes(storage);
  return gibibytes <= FARGATE_DEFAULT_STORAGE ? undefined : gibibytes;
}

function validateCpuAndMemory(size: TaskSize, kind: Capacity["kind"], problems: ArgumentProblems): void {
  if (kind === "fargate") {
    const problem = fargateSizeProblem(size);
    if (problem !== undefined) problems.add(problem.property, problem.reason);
    return;
  }
  const { smallest, largest } = EC2_CPU_UNITS;
  problems.require(
    size.cpuUnits >= smallest && size.cpuUnits <= largest,
    "cpu",
    `must be from "125m" to "192" on EC2, got ${size.cpuUnits} CPU units`,
  );
}

function validateStorage(storage: string | undefined, kind: Capacity["kind"], problems: ArgumentProblems): void {
  if (storage === undefined) return;
  const gibibytes = problems.attempt("storage", () => storageGibibytes(storage));
  problems.require(
    kind !== "fargate" || gibibytes === undefined || gibibytes <= FARGATE_LARGEST_STORAGE,
    "storage",
    `must be at most "${FARGATE_LARGEST_STORAGE}Gi" on Fargate, got "${storage}"; keep more in S3, EFS or on EC2 capacity`,
  );
}
