import type { CloudReader } from "../model/resource";
import { text } from "../model/values";
import { addressOf, parseCidr } from "../services/shared/cidr";
import type { RunningReader } from "./model/running";

/**
 * Addresses at the start of a subnet that AWS keeps; so is the last one (Amazon VPC User Guide, "Subnet CIDR
 * blocks").
 */
const RESERVED_AT_START = 4;

/** Private addresses that tasks, instances and targets have. */
export function addressesInUse(running: RunningReader): Set<string> {
  return new Set([
    ...running
      .all("task")
      .filter(({ lastStatus }) => lastStatus !== "STOPPED")
      .map(({ privateAddress }) => privateAddress),
    ...running
      .all("instance")
      .filter(({ lifecycleState }) => lifecycleState !== "Terminated")
      .map(({ privateAddress }) => privateAddress),
    ...running.all("target").map(({ targetId }) => targetId),
  ]);
}

/** The first address of a subnet that nothing has; undefined where all are taken. */
export function freeAddress(subnetId: string, used: ReadonlySet<string>, cloud: CloudReader): string | undefined {
  const block = parseCidr(text(cloud.find("aws:ec2/subnet:Subnet", subnetId)?.inputs ?? {}, "cidrBlock") ?? "");
  if (block === undefined) return undefined;
  for (let address = block.first + RESERVED_AT_START; address < block.last; address++) {
    const written = addressOf(address);
    if (!used.has(written)) return written;
  }
  return undefined;
}
