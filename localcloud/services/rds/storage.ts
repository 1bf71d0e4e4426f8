import { refuse } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { number, text, type Properties } from "../../model/values";

/** Least storage of each type of volume in GiB, and most (Amazon RDS API Reference, CreateDBInstance). */
const SIZES: Readonly<Record<string, readonly [least: number, most: number]>> = {
  standard: [5, 3072],
  gp2: [20, 65_536],
  gp3: [20, 65_536],
  io1: [100, 65_536],
  io2: [100, 65_536],
};

/** GiB from which gp3 volumes are striped and have IOPS and throughput to choose. */
const STRIPED_FROM = 400;
const STRIPED_IOPS = [12_000, 64_000] as const;
const STRIPED_THROUGHPUT = [500, 4000] as const;
const PROVISIONED_IOPS = [1000, 256_000] as const;
/** Most IOPS to a GiB, and most MiB/s to an IOPS (Amazon RDS User Guide, "Amazon RDS DB instance storage"). */
const MOST_IOPS_TO_GIB: Readonly<Record<string, number>> = { gp3: 500, io1: 50, io2: 1000 };
const MOST_THROUGHPUT_TO_IOPS = 0.25;

/** Storage of an instance, as inputs and state give it. */
export interface Storage {
  readonly type: string;
  readonly gibibytes: number;
  readonly iops: number | undefined;
  readonly throughput: number | undefined;
}

/** The type of an instance's volumes: io1 where the program asks for IOPS and names none, else gp2 by the provider. */
export function storageTypeOf(inputs: Properties, base: Properties = {}): string {
  return (
    text(inputs, "storageType") ?? text(base, "storageType") ?? (number(inputs, "iops") === undefined ? "gp2" : "io1")
  );
}

/** Amazon RDS User Guide, "Amazon RDS DB instance storage". */
export function requireStorage(storage: Storage): void {
  const range = SIZES[storage.type];
  if (range === undefined) {
    refuse("InvalidParameterValue", `Invalid storage type: ${storage.type}`, "storageType");
  }
  const [least, most] = range;
  if (storage.gibibytes < least || storage.gibibytes > most) {
    refuse(
      "InvalidParameterCombination",
      `Invalid storage size for engine name postgres and storage type ${storage.type}: ${storage.gibibytes}`,
      "allocatedStorage",
    );
  }
  requireIops(storage);
  requireThroughput(storage);
}

function requireIops({ type, gibibytes, iops }: Storage): void {
  if (iops === undefined) {
    requireNoIops(type);
    return;
  }
  if (type === "gp3" && gibibytes < STRIPED_FROM) refuseSmallVolumes();
  const ratio = MOST_IOPS_TO_GIB[type];
  if (ratio === undefined) {
    refuse("InvalidParameterCombination", `You can't specify IOPS for storage type ${type}.`, "iops, storageType");
  }
  const [least, most] = type === "gp3" ? STRIPED_IOPS : PROVISIONED_IOPS;
  if (iops >= least && iops <= Math.min(most, ratio * gibibytes)) return;
  refuse(
    "InvalidParameterCombination",
    `Invalid iops value for engine name postgres and storage type ${type}: ${iops}. It is ${least} to ${most}, and at most ${ratio} to a GiB`,
    "iops",
  );
}

function requireNoIops(type: string): void {
  if (!type.startsWith("io")) return;
  refuse("InvalidParameterCombination", `You must specify the IOPS of storage type ${type}.`, "iops");
}

function requireThroughput({ type, gibibytes, iops, throughput }: Storage): void {
  if (throughput === undefined) return;
  if (type !== "gp3") {
    refuse(
      "InvalidParameterCombination",
      `You can't specify storage throughput for storage type ${type}.`,
      "storageThroughput, storageType",
    );
  }
  if (gibibytes < STRIPED_FROM) refuseSmallVolumes();
  const [least, most] = STRIPED_THROUGHPUT;
  const isWithin = throughput >= least && throughput <= most;
  if (isWithin && throughput <= (iops ?? STRIPED_IOPS[0]) * MOST_THROUGHPUT_TO_IOPS) return;
  refuse(
    "InvalidParameterCombination",
    `Invalid storage throughput value for engine name postgres and storage type gp3: ${throughput}. It is ${least} to ${most}, and at most ${MOST_THROUGHPUT_TO_IOPS} to an IOPS`,
    "storageThroughput",
  );
}

function refuseSmallVolumes(): never {
  refuse(
    "InvalidParameterCombination",
    `You can't specify IOPS or storage throughput for engine postgres and a storage size less than ${STRIPED_FROM}.`,
    "allocatedStorage, iops, storageThroughput",
  );
}

/**
 * Amazon RDS User Guide, "Managing capacity automatically with Amazon RDS storage autoscaling": the threshold is at
 * least a tenth above the storage; the same value turns autoscaling off.
 */
export function requireAutoscaling(threshold: number | undefined, { type, gibibytes }: Storage): void {
  if (threshold === undefined || threshold === 0 || threshold === gibibytes) return;
  const [, most] = SIZES[type] ?? [0, 0];
  if (threshold >= tenthAbove(gibibytes) && threshold <= most) return;
  refuse(
    "InvalidParameterCombination",
    `Invalid max storage size for engine name postgres and storage type ${type}: ${threshold}`,
    "maxAllocatedStorage",
  );
}

/** Amazon RDS User Guide, "Working with storage for Amazon RDS DB instances": storage is never reduced. */
export function refuseReduction({ inputs, previous }: Operation): void {
  const wanted = number(inputs, "allocatedStorage");
  if (previous === undefined || wanted === undefined) return;
  const current = number(previous.computed, "allocatedStorage") ?? 0;
  // What was rounded up is above what the program asks for.
  if (wanted >= current || wanted === number(previous.inputs, "allocatedStorage")) return;
  refuse(
    "InvalidParameterCombination",
    `Invalid storage size: ${wanted} is less than the allocated storage, ${current}. Storage can't be reduced`,
    "allocatedStorage",
  );
}

/**
 * Amazon RDS API Reference, ModifyDBInstance, AllocatedStorage: what is less than a tenth above the current value is
 * rounded up to a tenth above it.
 */
export function allocatedAfter(wanted: number, current: number | undefined): number {
  if (current === undefined || wanted <= current) return current ?? wanted;
  return Math.max(wanted, tenthAbove(current));
}

function tenthAbove(gibibytes: number): number {
  return Math.ceil((gibibytes * 11) / 10);
}
