import { AwsError } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { texts } from "../../model/values";
import { given } from "../shared/inputs";
import { liesIn } from "./names";
import { identityOf } from "./record-identity";
import { requireValues } from "./record-values";

const ROUTING_POLICIES = [
  "cidrRoutingPolicy",
  "failoverRoutingPolicies",
  "geolocationRoutingPolicies",
  "geoproximityRoutingPolicy",
  "latencyRoutingPolicies",
  "multivalueAnswerRoutingPolicy",
  "weightedRoutingPolicies",
] as const;

/** What a record set says by itself (Amazon Route 53 API Reference, ResourceRecordSet). */
export const contentRules: readonly Rule[] = [
  requireNameInZone,
  requireRecordsOrAlias,
  requireOneRoutingPolicy,
  requireValues,
  requireOneCanonicalName,
];

function requireNameInZone(operation: Operation): void {
  const { fqdn, zone } = identityOf(operation);
  if (liesIn(fqdn, zone)) return;
  throw new AwsError("InvalidChangeBatch", `RRSet with DNS name ${fqdn}. is not permitted in zone ${zone}. (name)`);
}

function requireRecordsOrAlias(operation: Operation): void {
  const parts = given(operation.inputs, ["aliases", "records", "ttl"]).join(" ");
  if (parts === "aliases" || parts === "records ttl") return;
  const found = parts.includes("aliases") ? "more than one" : "none";
  const { fqdn, type } = identityOf(operation);
  throw new AwsError(
    "InvalidInput",
    `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found ${found} in Change with [Action=CREATE, Name=${fqdn}., Type=${type}] (aliases, records, ttl)`,
  );
}

/** Record sets that share a name and type have a routing policy and an identifier each. */
function requireOneRoutingPolicy(operation: Operation): void {
  const policies = given(operation.inputs, ROUTING_POLICIES);
  const { fqdn, type, setIdentifier } = identityOf(operation);
  if (policies.length === (setIdentifier === "" ? 0 : 1)) return;
  throw new AwsError(
    "InvalidInput",
    `Invalid request: a set identifier and exactly one routing policy go together, got '${setIdentifier}' and ${policies.length} policies in Change with [Action=CREATE, Name=${fqdn}., Type=${type}] (setIdentifier${policies.map((policy) => `, ${policy}`).join("")})`,
  );
}

/** Amazon Route 53 Developer Guide, "Supported DNS record types": one value for a CNAME. */
function requireOneCanonicalName(operation: Operation): void {
  const { fqdn, type } = identityOf(operation);
  const values = texts(operation.inputs, "records");
  if (type !== "CNAME" || values.length < 2) return;
  throw new AwsError(
    "InvalidChangeBatch",
    `RRSet of type CNAME with DNS name ${fqdn}. is not permitted with ${values.length} values (records)`,
  );
}
