import { FARGATE_MEMORY } from "../shared/fargate-memory";

/** CPU and memory of a task. */
export interface TaskSize {
  /** 1024 to a virtual CPU. */
  readonly cpuUnits: number;
  readonly memoryMebibytes: number;
}

/** Every size of a Linux task on Fargate, from the smallest to the largest. */
export const FARGATE_TASK_SIZES: readonly TaskSize[] = [...FARGATE_MEMORY].flatMap(([cpuUnits, memories]) =>
  memories.map((memoryMebibytes) => ({ cpuUnits, memoryMebibytes })),
);

/** Which argument of a size is at fault, and why. */
export interface TaskSizeProblem {
  readonly property: "cpu" | "memory";
  readonly reason: string;
}

/** Why Fargate has no task of this size, naming the smallest size that would hold it; undefined when it has. */
export function fargateSizeProblem(size: TaskSize): TaskSizeProblem | undefined {
  const memories = FARGATE_MEMORY.get(size.cpuUnits);
  if (memories?.includes(size.memoryMebibytes) === true) return undefined;
  const allowed =
    memories === undefined
      ? `cpu is one of ${[...FARGATE_MEMORY.keys()].map(cpuText).join(", ")}`
      : `memory with this cpu is one of ${memories.map(memoryText).join(", ")}`;
  return {
    property: memories === undefined ? "cpu" : "memory",
    reason: `Fargate has no task of ${sizeText(size)}: ${allowed}; ${nearestText(size)}`,
  };
}

function nearestText({ cpuUnits, memoryMebibytes }: TaskSize): string {
  const nearest = FARGATE_TASK_SIZES.find(
    (size) => size.cpuUnits >= cpuUnits && size.memoryMebibytes >= memoryMebibytes,
  );
  return nearest === undefined
    ? "it is more than Fargate's largest task, so use EC2 capacity or more, smaller tasks"
    : `the smallest that holds it is ${sizeText(nearest)}`;
}

function sizeText({ cpuUnits, memoryMebibytes }: TaskSize): string {
  return `cpu "${cpuText(cpuUnits)}" with memory "${memoryText(memoryMebibytes)}"`;
}

function cpuText(units: number): string {
  return `${Math.round((units / 1024) * 1000)}m`;
}

function memoryText(mebibytes: number): string {
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
}
