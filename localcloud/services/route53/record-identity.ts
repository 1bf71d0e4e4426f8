import type { Operation } from "../../model/resource-type";
import { text } from "../../model/values";
import { ZONE } from "./lookup";
import { fullName, normalized } from "./names";

/** What tells record sets apart. */
export interface RecordIdentity {
  readonly zoneId: string;
  /** Name of the zone. */
  readonly zone: string;
  readonly fqdn: string;
  readonly type: string;
  /** Empty for a record set that is the only one of its name and type. */
  readonly setIdentifier: string;
}

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
