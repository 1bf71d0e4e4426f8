import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, objects, text, type Properties } from "../../model/values";
import { given, refuseUnmodelled } from "../shared/inputs";
import { fqdnOf, identityOf, recordsOf } from "./lookup";

export const ROUTING_POLICIES = [
  "cidrRoutingPolicy",
  "failoverRoutingPolicies",
  "geolocationRoutingPolicies",
  "geoproximityRoutingPolicy",
  "latencyRoutingPolicies",
  "multivalueAnswerRoutingPolicy",
  "weightedRoutingPolicies",
] as const;

/** Inputs in which record sets of one policy have to differ. */
const ANSWERS: Readonly<Partial<Record<(typeof ROUTING_POLICIES)[number], readonly string[]>>> = {
  failoverRoutingPolicies: ["type"],
  geolocationRoutingPolicies: ["continent", "country", "subdivision"],
  latencyRoutingPolicies: ["region"],
};

/** How Route 53 chooses among record sets of one name and type (Amazon Route 53 API Reference, ResourceRecordSet). */
export const routingRules: readonly Rule[] = [
  refuseUnmodelled(
    ["cidrRoutingPolicy", "healthCheckId"],
    "health checks and blocks",
    "services/route53/record-routing.ts",
  ),
  requireOneRoutingPolicy,
  requireOnePlace,
  requireManyValued,
  requireDistinctAnswers,
];

export function policyOf(inputs: Properties): (typeof ROUTING_POLICIES)[number] | undefined {
  return given(inputs, ROUTING_POLICIES).find((policy) => inputs[policy] !== false);
}

/** Record sets that share a name and type have a routing policy and an identifier each. */
function requireOneRoutingPolicy(operation: Operation): void {
  const policies = given(operation.inputs, ROUTING_POLICIES).filter((policy) => operation.inputs[policy] !== false);
  const { fqdn, type, setIdentifier } = identityOf(operation);
  if (policies.length === (setIdentifier === "" ? 0 : 1)) return;
  refuse(
    "InvalidInput",
    `Invalid request: a set identifier and exactly one routing policy go together, got '${setIdentifier}' and ${policies.length} policies in Change with [Action=CREATE, Name=${fqdn}., Type=${type}]`,
    ["setIdentifier", ...policies].join(", "),
  );
}

/** Amazon Route 53 API Reference, GeoLocation: a continent, or a country and perhaps a part of it. */
function requireOnePlace({ inputs }: Operation): void {
  for (const place of objects(inputs, "geolocationRoutingPolicies")) {
    const parts = given(place, ["continent", "country", "subdivision"]).join(" ");
    if (["continent", "country", "country subdivision"].includes(parts)) continue;
    refuse(
      "InvalidInput",
      `Invalid geolocation: a continent, or a country and perhaps its subdivision, got ${parts === "" ? "nothing" : parts}`,
      "geolocationRoutingPolicies",
    );
  }
}

/** Amazon Route 53 API Reference, ResourceRecordSet, MultiValueAnswer. */
function requireManyValued({ inputs }: Operation): void {
  if (flag(inputs, "multivalueAnswerRoutingPolicy") !== true) return;
  const type = text(inputs, "type") ?? "";
  const isAlias = given(inputs, ["aliases"]).length > 0;
  if (!isAlias && !["CNAME", "NS", "SOA"].includes(type)) return;
  refuse(
    "InvalidInput",
    `Invalid request: multivalue answers are not possible for ${isAlias ? "aliases" : `records of type ${type}`}`,
    "multivalueAnswerRoutingPolicy",
  );
}

/**
 * Amazon Route 53 API Reference, ChangeResourceRecordSets: record sets of one name and type have the same policy, and
 * differ in what it chooses by.
 */
function requireDistinctAnswers({ inputs, cloud, previous }: Operation): void {
  const policy = policyOf(inputs);
  if (policy === undefined) return;
  const { zoneId, fqdn, type } = identityOf({ inputs, cloud });
  const siblings = recordsOf(zoneId, cloud)
    .filter((record) => record.id !== previous?.id && fqdnOf(record) === fqdn && record.inputs.type === type)
    .map((record) => record.inputs);
  const subject = `RRSet with DNS name ${fqdn}., type ${type} cannot be created as`;
  if (siblings.some((sibling) => policyOf(sibling) !== policy)) {
    refuse("InvalidChangeBatch", `${subject} another one has another routing policy`, policy);
  }
  const answer = answerOf(inputs, policy);
  if (answer === undefined || !siblings.some((sibling) => answerOf(sibling, policy) === answer)) return;
  refuse("InvalidChangeBatch", `${subject} another one answers for ${answer}`, policy);
}

function answerOf(inputs: Properties, policy: (typeof ROUTING_POLICIES)[number]): string | undefined {
  const [place = {}] = objects(inputs, policy);
  return ANSWERS[policy]
    ?.map((part) => text(place, part) ?? "")
    .join(" ")
    .trim();
}
