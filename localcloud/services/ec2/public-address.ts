import { randomInt } from "node:crypto";

/** A public address that nobody has: one of the block for benchmarks (RFC 2544, 198.18.0.0/15). */
export function drawPublicAddress(): string {
  return `198.${randomInt(18, 20)}.${randomInt(256)}.${randomInt(1, 255)}`;
}

/** AWS's name of a public address. */
export function publicName(address: string, region: string): string {
  const domain = region === "us-east-1" ? "compute-1" : `${region}.compute`;
  return `ec2-${address.replaceAll(".", "-")}.${domain}.amazonaws.com`;
}
