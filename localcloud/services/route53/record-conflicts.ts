import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag } from "../../model/values";
import { fqdnOf, identityOf, recordsOf, type RecordIdentity } from "./lookup";

/** Conflicts between record sets of one name (Amazon Route 53 API Reference, ChangeResourceRecordSets). */
export const conflictRules: readonly Rule[] = [
  refuseCanonicalNameAtApex,
  refuseExisting,
  refuseBesidesCanonicalName,
  refuseSimpleBesidesRouted,
];

/** The zone's other record sets of the same name. */
function siblingsOf({ inputs, cloud, previous }: Operation): RecordIdentity[] {
  const { zoneId, fqdn } = identityOf({ inputs, cloud });
  return recordsOf(zoneId, cloud)
    .filter((record) => record.id !== previous?.id && fqdnOf(record) === fqdn)
    .map((record) => identityOf({ inputs: record.inputs, cloud }));
}

function refuseCanonicalNameAtApex(operation: Operation): void {
  const { fqdn, type, zone } = identityOf(operation);
  if (type !== "CNAME" || fqdn !== zone) return;
  refuse(
    "InvalidChangeBatch",
    `RRSet of type CNAME with DNS name ${fqdn}. is not permitted at apex in zone ${zone}.`,
    "name, type",
  );
}

/**
 * Route 53 itself creates the NS and SOA records at a zone's apex. A record with `allowOverwrite` replaces another one.
 */
function refuseExisting(operation: Operation): void {
  const { fqdn, type, zone, setIdentifier } = identityOf(operation);
  const isOfRoute53 = fqdn === zone && ["NS", "SOA"].includes(type);
  const exists = siblingsOf(operation).some((other) => other.type === type && other.setIdentifier === setIdentifier);
  const isNew = operation.previous === undefined || operation.previous.inputs.type !== type;
  if (flag(operation.inputs, "allowOverwrite") === true || !(exists || (isOfRoute53 && isNew))) return;
  const identifier = setIdentifier === "" ? "" : `, set-identifier='${setIdentifier}'`;
  refuse(
    "InvalidChangeBatch",
    `Tried to create resource record set [name='${fqdn}.', type='${type}'${identifier}] but it already exists`,
    "name, type",
  );
}

function refuseBesidesCanonicalName(operation: Operation): void {
  const { fqdn, type, zone } = identityOf(operation);
  const others = siblingsOf(operation).filter((other) => other.type !== type);
  const subject = `RRSet of type ${type} with DNS name ${fqdn}. is not permitted`;
  if (type === "CNAME" && others.length > 0) {
    refuse(
      "InvalidChangeBatch",
      `${subject} as it conflicts with other records with the same DNS name in zone ${zone}.`,
      "name, type",
    );
  }
  if (others.some((other) => other.type === "CNAME")) {
    refuse(
      "InvalidChangeBatch",
      `${subject} because a conflicting RRSet of type CNAME with the same DNS name already exists in zone ${zone}.`,
      "name, type",
    );
  }
}

function refuseSimpleBesidesRouted(operation: Operation): void {
  const { fqdn, type, setIdentifier } = identityOf(operation);
  const isMixed = siblingsOf(operation).some(
    (other) => other.type === type && (other.setIdentifier === "") !== (setIdentifier === ""),
  );
  if (!isMixed) return;
  refuse(
    "InvalidChangeBatch",
    `RRSet with DNS name ${fqdn}., type ${type} cannot be created as other RRSets exist with the same name and type.`,
    "setIdentifier",
  );
}
