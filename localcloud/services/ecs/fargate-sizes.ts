/** CPU units with the memory in MiB that Fargate offers for them (Amazon ECS Developer Guide, "Task CPU and memory"). */
const FARGATE_MEMORY: Readonly<Record<number, readonly number[]>> = {
  256: [512, 1024, 2048],
  512: range(1024, 4096, 1024),
  1024: range(2048, 8192, 1024),
  2048: range(4096, 16_384, 1024),
  4096: range(8192, 30_720, 1024),
  8192: range(16_384, 61_440, 4096),
  16_384: range(32_768, 122_880, 8192),
};

/** Whether Fargate has a task size of these CPU units and MiB. */
export function isFargateSize(cpu: number, memory: number): boolean {
  return FARGATE_MEMORY[cpu]?.includes(memory) === true;
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
}
