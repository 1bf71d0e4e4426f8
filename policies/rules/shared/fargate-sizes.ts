/** Memory that Fargate offers with each number of CPU units, in MiB: from, to, in steps of. */
interface MemoryRange {
  readonly smallest: number;
  readonly largest: number;
  readonly step: number;
}

const GIBIBYTE = 1024;

/** Amazon ECS Developer Guide, "Troubleshoot Amazon ECS task definition invalid CPU or memory errors". */
const MEMORY: ReadonlyMap<number, MemoryRange> = new Map([
  [512, gibibytes(1, 4, 1)],
  [1024, gibibytes(2, 8, 1)],
  [2048, gibibytes(4, 16, 1)],
  [4096, gibibytes(8, 30, 1)],
  [8192, gibibytes(16, 60, 4)],
  [16_384, gibibytes(32, 120, 8)],
]);

/** The smallest size has no even steps. */
const SMALLEST = { cpuUnits: 256, memories: [512, 1024, 2048] } as const;

/** CPU units that Fargate has, in order. */
export const FARGATE_CPU_UNITS: readonly number[] = [SMALLEST.cpuUnits, ...MEMORY.keys()];

/** Memory that Fargate offers with a number of CPU units, in MiB and in order; none where it has no such tasks. */
export function fargateMemories(cpuUnits: number): readonly number[] {
  if (cpuUnits === SMALLEST.cpuUnits) return SMALLEST.memories;
  const range = MEMORY.get(cpuUnits);
  if (range === undefined) return [];
  const { smallest, largest, step } = range;
  return Array.from({ length: (largest - smallest) / step + 1 }, (_, index) => smallest + index * step);
}

/** CPU units of a task: `1024`, or `1 vCPU`; undefined for what is neither. */
export function cpuUnitsOf(text: string): number | undefined {
  return amountOf(text, /^([\d.]+)\s*(vcpu)?$/i);
}

/** MiB of a task: `2048`, or `2 GB`; undefined for what is neither. */
export function mebibytesOf(text: string): number | undefined {
  return amountOf(text, /^([\d.]+)\s*(gb)?$/i);
}

/** Either large unit is 1024 of the small one. */
function amountOf(text: string, notation: RegExp): number | undefined {
  const [, digits, unit] = notation.exec(text.trim()) ?? [];
  const amount = Number(digits ?? Number.NaN);
  if (Number.isNaN(amount)) return undefined;
  return unit === undefined ? amount : amount * 1024;
}

function gibibytes(smallest: number, largest: number, step: number): MemoryRange {
  return { smallest: smallest * GIBIBYTE, largest: largest * GIBIBYTE, step: step * GIBIBYTE };
}
