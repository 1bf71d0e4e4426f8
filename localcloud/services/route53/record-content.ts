import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { texts } from "../../model/values";
import { given } from "../shared/inputs";
import { identityOf, liesIn } from "./lookup";
import { routingRules } from "./record-routing";
import { requireValues } from "./record-values";

const LONGEST_NAME = 255;
const LONGEST_LABEL = 63;
const MOST_VALUES = 400;

/** Rules about a record set alone (Amazon Route 53 API Reference, ResourceRecordSet). */
export const contentRules: readonly Rule[] = [
  requireNameInZone,
  requireDnsName,
  requireRecordsOrAlias,
  ...routingRules,
  requireFewValues,
  requireValues,
  requireOneCanonicalName,
];

function requireNameInZone(operation: Operation): void {
  const { fqdn, zone } = identityOf(operation);
  if (liesIn(fqdn, zone)) return;
  refuse("InvalidChangeBatch", `RRSet with DNS name ${fqdn}. is not permitted in zone ${zone}.`, "name");
}

/** Amazon Route 53 Developer Guide, "DNS domain name format": `\\ooo` stands for any other character. */
function requireDnsName(operation: Operation): void {
  const { fqdn, type, zone } = identityOf(operation);
  const labels = fqdn.split(".").map((label) => label.replace(/\\[0-7]{3}/g, "x"));
  const problem = labels.map(labelProblem).find((each) => each !== undefined);
  if (problem !== undefined || labels.join(".").length > LONGEST_NAME) {
    refuse(
      "InvalidChangeBatch",
      `FATAL problem: ${problem ?? "DomainNameTooLong (Domain name is too long)"} encountered with '${fqdn}'`,
      "name",
    );
  }
  if (type === "NS" && labels[0] === "*") {
    refuse("InvalidChangeBatch", `RRSet of type NS can't have the wildcard name ${fqdn}.`, "name, type");
  }
  if (type === "SOA" && fqdn !== zone) {
    refuse("InvalidChangeBatch", `RRSet of type SOA is only permitted at the apex of zone ${zone}.`, "name, type");
  }
}

function labelProblem(label: string): string | undefined {
  if (label === "") return "DomainLabelEmpty (Domain label is empty)";
  if (label.length > LONGEST_LABEL) return "DomainLabelTooLong (Domain label is too long)";
  return /^[!-~]+$/.test(label) ? undefined : "UnsupportedCharacter (Value contains unsupported characters)";
}

/** Amazon Route 53 Developer Guide, "Quotas": values of a record set. */
function requireFewValues({ inputs }: Operation): void {
  const { length } = texts(inputs, "records");
  if (length <= MOST_VALUES) return;
  refuse("InvalidChangeBatch", `A record set has at most ${MOST_VALUES} values, got ${length}`, "records");
}

function requireRecordsOrAlias(operation: Operation): void {
  const parts = given(operation.inputs, ["aliases", "records", "ttl"]).join(" ");
  if (parts === "aliases" || parts === "records ttl") return;
  const found = parts.includes("aliases") ? "more than one" : "none";
  const { fqdn, type } = identityOf(operation);
  refuse(
    "InvalidInput",
    `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found ${found} in Change with [Action=CREATE, Name=${fqdn}., Type=${type}]`,
    "aliases, records, ttl",
  );
}

/** Amazon Route 53 Developer Guide, "Supported DNS record types": one value for a CNAME. */
function requireOneCanonicalName(operation: Operation): void {
  const { fqdn, type } = identityOf(operation);
  const values = texts(operation.inputs, "records");
  if (type !== "CNAME" || values.length < 2) return;
  refuse(
    "InvalidChangeBatch",
    `RRSet of type CNAME with DNS name ${fqdn}. is not permitted with ${values.length} values`,
    "records",
  );
}
