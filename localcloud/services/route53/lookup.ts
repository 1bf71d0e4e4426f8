import { outputsOf, type CloudReader, type CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { text, texts } from "../../model/values";

export const ZONE = "aws:route53/zone:Zone";
export const RECORD = "aws:route53/record:Record";

/** Records of a zone, without those that Route 53 itself creates at its apex. */
export function recordsOf(zoneId: string, cloud: CloudReader): CloudResource[] {
  return cloud.ofType(RECORD).filter((record) => record.inputs.zoneId === zoneId);
}

/** Full name of a record, in lower case and without the dot that ends it. */
export function fqdnOf(record: CloudResource): string {
  return normalized(text(outputsOf(record), "fqdn") ?? "");
}

/**
 * Values with which the cloud's hosted zones answer, each without the dot that ends it. Whether a domain is delegated
 * to them isn't known.
 */
export function publicAnswers(cloud: CloudReader, name: string, type: string): string[] {
  return cloud
    .ofType(ZONE)
    .flatMap((zone) => recordsOf(zone.id, cloud))
    .filter((record) => fqdnOf(record) === normalized(name) && record.inputs.type === type)
    .flatMap((record) => texts(record.inputs, "records").map(normalized));
}

/** What identifies a record set. */
export interface RecordIdentity {
  readonly zoneId: string;
  /** Name of the zone. */
  readonly zone: string;
  readonly fqdn: string;
  readonly type: string;
  /** Empty for a record set that is the only one of its name and type. */
  readonly setIdentifier: string;
}

/** The identity of the record set that the inputs ask for. */
export function identityOf({ inputs, cloud }: Pick<Operation, "inputs" | "cloud">): RecordIdentity {
  const zoneId = text(inputs, "zoneId") ?? "";
  const zone = normalized(text(cloud.find(ZONE, zoneId)?.inputs ?? {}, "name") ?? "");
  return {
    zoneId,
    zone,
    fqdn: fullName(text(inputs, "name") ?? "", zone),
    type: text(inputs, "type") ?? "",
    setIdentifier: text(inputs, "setIdentifier") ?? "",
  };
}

/** A DNS name in the form in which names are compared: in lower case, without the dot that ends it. */
export function normalized(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

/**
 * A record's full name. The provider appends the zone to a name that doesn't end with it, so that `www` and even
 * `www.example.org` become names in `example.com`.
 */
export function fullName(name: string, zone: string): string {
  const [record, apex] = [normalized(name), normalized(zone)];
  if (record.endsWith(apex)) return record;
  return record === "" ? apex : `${record}.${apex}`;
}

/** Whether a zone can hold a name. */
export function liesIn(name: string, zone: string): boolean {
  return name === normalized(zone) || name.endsWith(`.${normalized(zone)}`);
}
