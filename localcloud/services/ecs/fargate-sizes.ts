/** Memory in MiB: from, to, in steps of. */
type MemoryRange = readonly [from: number, to: number, step: number];

/** CPU units with the memory that Fargate offers for them (Amazon ECS Developer Guide, "Task CPU and memory"). */
const FARGATE_MEMORY: Readonly<Record<number, MemoryRange | readonly number[]>> = {
  256: [512, 1024, 2048],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16_384, 1024],
  4096: [8192, 30_720, 1024],
  8192: [16_384, 61_440, 4096],
  16_384: [32_768, 122_880, 8192],
};

/** 256 units come with three sizes that are no range. */
const SMALLEST_CPU = 256;

/** Whether Fargate has a task size of these CPU units and MiB. */
export function isFargateSize(cpu: number, memory: number): boolean {
  const sizes = FARGATE_MEMORY[cpu];
  if (sizes === undefined) return false;
  if (cpu === SMALLEST_CPU) return sizes.includes(memory);
  const [from = 0, to = 0, step = 1] = sizes;
  return memory >= from && memory <= to && (memory - from) % step === 0;
}
