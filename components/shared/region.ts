/** Partitions of AWS in which everything of this library works (IAM User Guide, "Amazon Resource Names", partition). */
export type Partition = "aws" | "aws-us-gov";

/**
 * Code of a region of these partitions, commercial or of GovCloud (US).
 *
 * Regions of other partitions are left out: China (`cn-…`), the European Sovereign Cloud (`eusc-…`) and the isolated
 * ones (`us-iso…`, `eu-iso…`). The names of their services and endpoints don't end in `amazonaws.com` (AWS SDKs,
 * "partitions.json"), some of China's interface endpoints are named by a rule of their own, and no document tells
 * whether they have the firewall rules, TLS policy and deployments that are used here.
 */
export const REGION = /^(?:us-gov-|(?!cn-|us-gov-)[a-z]{2}-)[a-z]+-\d$/;

/** Name of an availability zone of {@link REGION}. Local Zones and Wavelength Zones are named otherwise. */
export const AVAILABILITY_ZONE = new RegExp(REGION.source.replace(/\$$/, "[a-z]$"));

/** What {@link REGION} stands for, continuing "must be ". */
export const ALLOWED_REGION = "the code of a commercial or GovCloud (US) region";

/** Why other regions are refused. */
export const OTHER_PARTITIONS = "services of other partitions are named otherwise";

/** The partition of a {@link REGION}. */
export function partitionOf(region: string): Partition {
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** Region of an {@link AVAILABILITY_ZONE}: its name without the letter. */
export function regionOfZone(zone: string): string {
  return zone.slice(0, -1);
}
