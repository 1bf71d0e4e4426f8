import { refuse } from "../../model/aws-error";
import { outputsOf, type CloudReader, type CloudResource } from "../../model/resource";
import type { CloudFunction } from "../../model/resource-type";
import { flag, object, text, type Properties } from "../../model/values";
import { normalized, recordsOf, ZONE } from "./lookup";

/** NS and SOA, which Route 53 creates in each zone. */
const RECORDS_OF_ROUTE53 = 2;

/** Where a rehearsal's zones come from. */
const ZONE_HINT =
  "the local cloud has the public zones that localcloud/seed/account.ts or a file of --seeds lists, and those deployed";

/** Looks up the one public hosted zone of a name, with or without the dot that ends it, or of an id. */
export const getZone: CloudFunction = {
  token: "aws:route53/getZone:getZone",
  call: ({ args, cloud }) => {
    const { name, zoneId } = args;
    if (name !== undefined && zoneId !== undefined) {
      refuse("InvalidInput", "only one of `zone_id` or `name` may be set", "name, zoneId");
    }
    return answer(
      theOnly(
        cloud.ofType(ZONE).filter((zone) => matches(zone, args)),
        args,
      ),
      cloud,
    );
  },
};

function matches(zone: CloudResource, args: Properties): boolean {
  const asked = { name: text(args, "name"), zoneId: text(args, "zoneId") };
  if (flag(args, "privateZone") === true || args.vpcId !== undefined) return false;
  if ((asked.zoneId ?? zone.id) !== zone.id) return false;
  if (asked.name !== undefined && zone.computed.name !== normalized(asked.name)) return false;
  return hasTags(zone, object(args, "tags") ?? {});
}

function hasTags(zone: CloudResource, wanted: Properties): boolean {
  const tags = object(zone.inputs, "tags") ?? {};
  return Object.entries(wanted).every(([key, value]) => tags[key] === value);
}

function theOnly(zones: readonly CloudResource[], args: Properties): CloudResource {
  const [first, ...others] = zones;
  if (first === undefined) {
    const asked = text(args, "name") ?? text(args, "zoneId") ?? "";
    refuse("NoSuchHostedZone", `no matching Route 53 Hosted Zone found: ${asked}; ${ZONE_HINT}`, "name, zoneId");
  }
  if (others.length === 0) return first;
  refuse(
    "InvalidInput",
    "multiple Route 53 Hosted Zones matched; use additional constraints to reduce matches to a single Route 53 Hosted Zone",
    "name",
  );
}

function answer(zone: CloudResource, cloud: CloudReader): Properties {
  const { arn, comment, enableAcceleratedRecovery, name, nameServers, primaryNameServer } = outputsOf(zone);
  return {
    id: zone.id,
    arn,
    callerReference: `pulumi-${zone.id}`,
    comment,
    enableAcceleratedRecovery,
    linkedServiceDescription: "",
    linkedServicePrincipal: "",
    name,
    nameServers,
    primaryNameServer,
    privateZone: false,
    resourceRecordSetCount: recordsOf(zone.id, cloud).length + RECORDS_OF_ROUTE53,
    tags: object(zone.inputs, "tags") ?? {},
    zoneId: zone.id,
  };
}
