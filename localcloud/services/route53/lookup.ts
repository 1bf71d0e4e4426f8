import { outputsOf, type CloudReader, type CloudResource } from "../../model/resource";
import { text, texts } from "../../model/values";
import { normalized } from "./names";

export const ZONE = "aws:route53/zone:Zone";
export const RECORD = "aws:route53/record:Record";

/** Records of a zone, besides those that Route 53 itself keeps at its apex. */
export function recordsOf(zoneId: string, cloud: CloudReader): CloudResource[] {
  return cloud.ofType(RECORD).filter((record) => record.inputs.zoneId === zoneId);
}

/** Full name of a record, in lower case and without the dot that ends it. */
export function fqdnOf(record: CloudResource): string {
  return normalized(text(outputsOf(record), "fqdn") ?? "");
}

/** Values with which the cloud's hosted zones answer, each without the dot that ends it. Who delegates to them isn't known. */
export function publicAnswers(cloud: CloudReader, name: string, type: string): string[] {
  return cloud
    .ofType(ZONE)
    .flatMap((zone) => recordsOf(zone.id, cloud))
    .filter((record) => fqdnOf(record) === normalized(name) && record.inputs.type === type)
    .flatMap((record) => texts(record.inputs, "records").map(normalized));
}
