import { type Range, times } from "../model/range";
import type { Properties } from "../model/resource";
import type { CostSheet } from "./cost-sheet";

/** Names of the properties of a volume, which differ by resource. */
interface VolumeNames {
  readonly size: string;
  readonly type: string;
}

const IN_BLOCK_DEVICES: VolumeNames = { size: "volumeSize", type: "volumeType" };

/** Amazon EBS pricing: what a gp3 volume has without being charged. */
const GP3_FREE = { iops: 3000, throughput: 125 };

/**
 * An EBS volume. In the API of instances and templates a volume without a type is gp2 (Amazon EBS User Guide, "Amazon
 * EBS volume types").
 */
export function chargeVolume(
  volume: Properties,
  count: Range,
  sheet: CostSheet,
  prefix = "",
  names: VolumeNames = IN_BLOCK_DEVICES,
): void {
  const gigabytes = volume.number(prefix + names.size);
  const type = volume.text(prefix + names.type) ?? "gp2";
  if (gigabytes === undefined) {
    sheet.lacks("a volume's size isn't known");
    return;
  }
  const amountOf = (name: string): number => volume.number(prefix + name) ?? 0;
  sheet.monthly(`GB of ${type} volumes`, `ebs.${type}.gigabyte`, times(count, gigabytes));
  const iops = paidIops(type, amountOf("iops"));
  if (iops > 0) sheet.monthly(`IOPS of ${type} volumes`, `ebs.${type}.iops`, times(count, iops));
  const throughput = paidThroughput(type, amountOf("throughput"));
  if (throughput > 0) sheet.monthly("MiB/s of gp3 volumes", "ebs.gp3.throughput", times(count, throughput));
}

function paidIops(type: string, iops: number): number {
  if (type === "gp3") return Math.max(0, iops - GP3_FREE.iops);
  return type.startsWith("io") ? iops : 0;
}

function paidThroughput(type: string, throughput: number): number {
  return type === "gp3" ? Math.max(0, throughput - GP3_FREE.throughput) : 0;
}
