import { refuse } from "../../model/aws-error";
import type { CloudReader } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { objects, text } from "../../model/values";
import { NotModelledError } from "../shared/not-modelled";
import { fqdnOf, recordsOf, ZONE } from "./lookup";
import { liesIn, normalized } from "./names";

/** What an alias names. */
interface Target {
  readonly name: string;
  readonly zoneId: string;
  readonly type: string;
}

/**
 * An alias leads to a load balancer, or to another record set of its own zone and type (Amazon Route 53 API Reference,
 * AliasTarget). What it leads to may be deleted before it.
 */
export function requireAliasTarget({ inputs, cloud, previous }: Operation): void {
  for (const alias of objects(inputs, "aliases")) {
    const type = typeOfAlias(inputs);
    const zoneId = text(alias, "zoneId") ?? "";
    const target = { name: normalized(text(alias, "name") ?? ""), zoneId, type };
    if (target.name.endsWith(".elb.amazonaws.com") || /\.elb\.[a-z0-9-]+\.amazonaws\.com$/.test(target.name)) {
      requireLoadBalancer(target, cloud);
    } else if (zoneId === inputs.zoneId) {
      requireRecord(target, cloud, previous?.id);
    } else {
      throw new NotModelledError(
        "aliases for other things than load balancers and records of the same zone",
        ["aliases[0].name", "aliases[0].zoneId"],
        "services/route53/alias-target.ts",
      );
    }
  }
}

/** Amazon Route 53 Developer Guide, "Values specific for simple alias records". */
function typeOfAlias(inputs: Operation["inputs"]): string {
  const type = text(inputs, "type") ?? "";
  if (type !== "NS" && type !== "SOA") return type;
  refuse("InvalidInput", `Invalid request: there are no aliases of type ${type}`, "aliases, type");
}

/** Types of address that a load balancer has. */
const ADDRESS_TYPES = ["A", "AAAA"];

/** Each of its names may stand behind `dualstack`, with which it answers IPv6 questions too. */
function requireLoadBalancer(target: Target, cloud: CloudReader): void {
  const found = cloud
    .ofType("aws:lb/loadBalancer:LoadBalancer")
    .find(
      (loadBalancer) =>
        normalized(text(loadBalancer.computed, "dnsName") ?? "") === target.name.replace(/^dualstack\./, ""),
    );
  if (found === undefined || !ADDRESS_TYPES.includes(target.type)) refuseAlias(target, "that target was not found");
  if (found.computed.zoneId !== target.zoneId)
    refuseAlias(target, "the alias target name does not lie within the target zone");
}

function requireRecord(target: Target, cloud: CloudReader, itself?: string): void {
  const zone = text(cloud.find(ZONE, target.zoneId)?.inputs ?? {}, "name") ?? "";
  if (!liesIn(target.name, zone)) refuseAlias(target, "the alias target name does not lie within the target zone");
  const exists = recordsOf(target.zoneId, cloud).some(
    (record) => record.id !== itself && fqdnOf(record) === target.name && record.inputs.type === target.type,
  );
  if (!exists) refuseAlias(target, "that target was not found");
}

function refuseAlias({ name, zoneId, type }: Target, reason: string): never {
  refuse(
    "InvalidChangeBatch",
    `Tried to create an alias that targets ${name}., type ${type} in zone ${zoneId}, but ${reason}`,
    "aliases[0].name, aliases[0].zoneId",
  );
}
