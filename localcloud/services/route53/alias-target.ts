import { refuse } from "../../model/aws-error";
import type { CloudReader } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { objects, text } from "../../model/values";
import { NotModelledError } from "../shared/inputs";
import { fqdnOf, liesIn, normalized, recordsOf, ZONE } from "./lookup";

/** What an alias names. */
interface Target {
  readonly name: string;
  readonly zoneId: string;
  readonly type: string;
}

/**
 * An alias leads to a load balancer, or to another record set of its own zone and type (Amazon Route 53 API Reference,
 * AliasTarget). Route 53 deletes a record although an alias leads to it.
 */
export function requireAliasTarget({ inputs, cloud, previous }: Operation): void {
  for (const alias of objects(inputs, "aliases")) {
    const type = typeOfAlias(inputs);
    const zoneId = text(alias, "zoneId") ?? "";
    const target = { name: normalized(text(alias, "name") ?? ""), zoneId, type };
    const problem = isLoadBalancer(target.name)
      ? problemOfLoadBalancer(target, cloud)
      : problemOfRecord(target, text(inputs, "zoneId"), cloud, previous?.id);
    if (problem === undefined) continue;
    refuse(
      "InvalidChangeBatch",
      `Tried to create an alias that targets ${target.name}., type ${type} in zone ${zoneId}, but ${problem}`,
      "aliases[0].name, aliases[0].zoneId",
    );
  }
}

/** Amazon Route 53 Developer Guide, "Values specific for simple alias records". */
function typeOfAlias(inputs: Operation["inputs"]): string {
  const type = text(inputs, "type") ?? "";
  if (type !== "NS" && type !== "SOA") return type;
  refuse("InvalidInput", `Invalid request: there are no aliases of type ${type}`, "aliases, type");
}

const NOT_FOUND = "that target was not found";
const OUTSIDE = "the alias target name does not lie within the target zone";

/** Types of record with which a load balancer answers. */
const ADDRESS_TYPES = ["A", "AAAA"];

function isLoadBalancer(name: string): boolean {
  return name.endsWith(".elb.amazonaws.com") || /\.elb\.[a-z0-9-]+\.amazonaws\.com$/.test(name);
}

/**
 * An alias may name a load balancer by its own name, or by that name behind `dualstack.`, which answers with IPv6 too.
 */
function problemOfLoadBalancer(target: Target, cloud: CloudReader): string | undefined {
  const dnsName = target.name.replace(/^dualstack\./, "");
  const found = cloud
    .ofType("aws:lb/loadBalancer:LoadBalancer")
    .find(({ computed }) => normalized(text(computed, "dnsName") ?? "") === dnsName);
  if (found === undefined || !ADDRESS_TYPES.includes(target.type)) return NOT_FOUND;
  return found.computed.zoneId === target.zoneId ? undefined : OUTSIDE;
}

/**
 * @param zoneId zone of the alias.
 * @param aliasId the alias, which can't lead to itself.
 */
function problemOfRecord(
  target: Target,
  zoneId: string | undefined,
  cloud: CloudReader,
  aliasId: string | undefined,
): string | undefined {
  if (target.zoneId !== zoneId) {
    throw new NotModelledError(
      "aliases for other things than load balancers and records of the same zone",
      ["aliases[0].name", "aliases[0].zoneId"],
      "services/route53/alias-target.ts",
    );
  }
  const zone = text(cloud.find(ZONE, target.zoneId)?.inputs ?? {}, "name") ?? "";
  if (!liesIn(target.name, zone)) return OUTSIDE;
  const exists = recordsOf(target.zoneId, cloud).some(
    (record) => record.id !== aliasId && fqdnOf(record) === target.name && record.inputs.type === target.type,
  );
  return exists ? undefined : NOT_FOUND;
}
