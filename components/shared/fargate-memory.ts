/**
 * Memory that Fargate offers, in MiB, with each number of CPU units that it has; both from the smallest to the largest
 * (Amazon ECS Developer Guide, "Task definition parameters: Task size").
 */
export const FARGATE_MEMORY: ReadonlyMap<number, readonly number[]> = new Map([
  [256, [512, 1024, 2048]],
  [512, gibibytes(1, 4, 1)],
  [1024, gibibytes(2, 8, 1)],
  [2048, gibibytes(4, 16, 1)],
  [4096, gibibytes(8, 30, 1)],
  [8192, gibibytes(16, 60, 4)],
  [16_384, gibibytes(32, 120, 8)],
]);

function gibibytes(smallest: number, largest: number, step: number): number[] {
  return Array.from({ length: (largest - smallest) / step + 1 }, (_, index) => (smallest + index * step) * 1024);
}
