import { isWholeWithin } from "../shared/bounds";
import { storageGibibytes } from "../shared/quantity";
import type { ArgumentProblems } from "../shared/validation";
import type { ClusterStorage, InstanceStorage } from "./engines";

/** Largest storage of a PostgreSQL instance in GiB (Amazon RDS User Guide, "Amazon RDS DB instance storage"). */
const LARGEST = 65_536;
const SMALLEST = { gp3: 20, io2: 100 };
/** From here on gp3 is striped over four volumes, and its operations and throughput can be chosen. */
const STRIPED = 400;
const GP3_IOPS = { smallest: 12_000, largest: 64_000 };
const GP3_THROUGHPUT = { smallest: 500, largest: 4000 };
/** The same, "Provisioned IOPS SSD storage". */
const IO2_IOPS = { smallest: 1000, largest: 256_000 };
/** Most operations a second for each GiB of io2, on instances of the Nitro system. */
const IO2_IOPS_FOR_GIBIBYTE = 1000;
/** Most operations a second for each GiB of gp3, and most MiB a second for each of those operations. */
const GP3_IOPS_FOR_GIBIBYTE = 500;
const GP3_THROUGHPUT_FOR_IOPS = 0.25;
/** How often the storage's size its growth may reach, where no maximum is given. */
const DEFAULT_GROWTH = 5;
/**
 * RDS takes no smaller maximum above the size (the same, "Managing capacity automatically with storage autoscaling").
 */
const LEAST_GROWTH = 1.1;

/** Size in GiB up to which a valid storage grows by itself: its own where it doesn't, or has no room to. */
export function storageMaximum({ size, maximum }: Pick<InstanceStorage, "maximum" | "size">): number {
  const gibibytes = storageGibibytes(size);
  if (maximum !== undefined) return storageGibibytes(maximum);
  const grown = Math.min(gibibytes * DEFAULT_GROWTH, LARGEST);
  return grown < leastMaximum(gibibytes) ? gibibytes : grown;
}

/** Records storage of an instance that RDS would refuse. */
export function validateInstanceStorage(storage: InstanceStorage, problems: ArgumentProblems): void {
  const size = validateSize(storage, problems);
  const maximum =
    storage.maximum === undefined
      ? undefined
      : problems.attempt("maximum", () => storageGibibytes(storage.maximum ?? ""));
  if (size === undefined) return;
  if (maximum !== undefined) validateMaximum(size, maximum, problems);
  validateIops(storage, size, problems);
  validateThroughput(storage, size, problems);
}

/** Records storage of a Multi-AZ DB cluster that RDS would refuse. */
export function validateClusterStorage(storage: ClusterStorage, problems: ArgumentProblems): void {
  const size = validateSize(storage, problems);
  if (size !== undefined) validateIops(storage, size, problems);
}

function validateSize({ size, type = "gp3" }: ClusterStorage, problems: ArgumentProblems): number | undefined {
  const gibibytes = problems.attempt("size", () => storageGibibytes(size));
  if (gibibytes === undefined || isWholeWithin(gibibytes, { smallest: SMALLEST[type], largest: LARGEST })) {
    return gibibytes;
  }
  problems.add("size", `must be from "${SMALLEST[type]}Gi" to "${LARGEST}Gi" for ${type}, got "${size}"`);
  return undefined;
}

function validateMaximum(size: number, maximum: number, problems: ArgumentProblems): void {
  const isFixed = maximum === size;
  const least = leastMaximum(size);
  problems.require(
    isFixed || isWholeWithin(maximum, { smallest: least, largest: LARGEST }),
    "maximum",
    `must be from "${least}Gi", a tenth above the size, to "${LARGEST}Gi", or "${size}Gi" for storage that doesn't grow, got "${maximum}Gi"`,
  );
}

function validateIops({ type = "gp3", iops }: ClusterStorage, size: number, problems: ArgumentProblems): void {
  if (type === "io2" && iops === undefined) {
    problems.add("iops", `must be given for io2, from ${IO2_IOPS.smallest} to ${IO2_IOPS.largest}`);
  }
  if (iops === undefined || isRefusedBelowStripe(type, size, "iops", problems)) return;
  const { smallest, largest } = type === "io2" ? IO2_IOPS : GP3_IOPS;
  const most = Math.min(largest, size * (type === "io2" ? IO2_IOPS_FOR_GIBIBYTE : GP3_IOPS_FOR_GIBIBYTE));
  problems.require(
    isWholeWithin(iops, { smallest, largest: most }),
    "iops",
    `must be a whole number from ${smallest} to ${most} for ${size} GiB of ${type}, got ${iops}`,
  );
}

function validateThroughput(
  { type = "gp3", iops = GP3_IOPS.smallest, throughput }: InstanceStorage,
  size: number,
  problems: ArgumentProblems,
): void {
  if (throughput === undefined) return;
  if (type !== "gp3") {
    problems.add("throughput", `can be chosen for gp3 only, and follows from iops for ${type}; take it out`);
    return;
  }
  if (isRefusedBelowStripe(type, size, "throughput", problems)) return;
  const most = Math.min(GP3_THROUGHPUT.largest, iops * GP3_THROUGHPUT_FOR_IOPS);
  problems.require(
    isWholeWithin(throughput, { smallest: GP3_THROUGHPUT.smallest, largest: most }),
    "throughput",
    `must be a whole number from ${GP3_THROUGHPUT.smallest} to ${most} for ${iops} iops, got ${throughput}`,
  );
}

/** Whether gp3 is too small to take a property, which is then recorded. */
function isRefusedBelowStripe(
  type: "gp3" | "io2",
  size: number,
  property: string,
  problems: ArgumentProblems,
): boolean {
  if (type !== "gp3" || size >= STRIPED) return false;
  problems.add(property, `can be chosen from "${STRIPED}Gi" on for gp3, got ${size} GiB; take it out, or raise size`);
  return true;
}

function leastMaximum(size: number): number {
  return Math.ceil(size * LEAST_GROWTH);
}
