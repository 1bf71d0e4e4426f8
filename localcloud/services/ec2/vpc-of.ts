import type { CloudReader } from "../../model/resource";
import { text } from "../../model/values";

/** The VPC in which a resource of a type lies; undefined where either is missing. */
export function vpcOf(cloud: CloudReader, type: string, id: string | undefined): string | undefined {
  return text(cloud.find(type, id ?? "")?.inputs ?? {}, "vpcId");
}
