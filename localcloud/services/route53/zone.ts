import { refuse } from "../../model/aws-error";
import { globalArn, hexadecimalToken } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import { refuseUnmodelled } from "../shared/inputs";
import { normalized, recordsOf, ZONE } from "./lookup";

const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;
const LONGEST_NAME = 255;
const TOP_LEVEL_DOMAINS = ["com", "net", "org", "co.uk"];

/** A public hosted zone; AWS takes several of one name. */
export const zone: ResourceType = {
  type: ZONE,
  mapping: { operation: "route53.CreateHostedZone", inputs: { comment: "HostedZoneConfig.Comment" } },
  autonaming: { input: "name", maximumLength: 255 },
  defaults: { comment: "Managed by Pulumi", forceDestroy: false },
  replaceOnChanges: ["name", "delegationSetId"],
  rules: [
    refuseUnmodelled(
      ["delegationSetId", "vpcs"],
      "private zones and reusable delegation sets",
      "services/route53/zone.ts",
    ),
    requireDomainName,
  ],
  deletion: [requireEmpty],
  cascade: (zone, cloud) => recordsOf(zone.id, cloud),
  make: ({ inputs, region }) => {
    const id = `Z${hexadecimalToken(20).toUpperCase()}`;
    const nameServers = TOP_LEVEL_DOMAINS.map((domain) => `ns-${drawNumber()}.awsdns-${drawNumber() % 64}.${domain}`);
    return {
      id,
      computed: {
        arn: globalArn("route53", region, "", `hostedzone/${id}`),
        enableAcceleratedRecovery: false,
        name: normalized(text(inputs, "name") ?? ""),
        nameServers: [...nameServers].sort(),
        primaryNameServer: nameServers[0],
        zoneId: id,
      },
    };
  },
};

function drawNumber(): number {
  return Number.parseInt(hexadecimalToken(3), 16) % 2048;
}

/** Amazon Route 53 Developer Guide, "DNS domain name format". */
function requireDomainName({ inputs }: Operation): void {
  const name = normalized(text(inputs, "name") ?? "");
  if (name.length <= LONGEST_NAME && name.split(".").every((label) => LABEL.test(label))) return;
  refuse("InvalidDomainName", `The domain name is not valid: '${name}'`, "name");
}

/** Amazon Route 53 API Reference, DeleteHostedZone; with `forceDestroy` the provider deletes the records first. */
function requireEmpty(resource: CloudResource, cloud: CloudReader): void {
  if (flag(resource.inputs, "forceDestroy") === true || recordsOf(resource.id, cloud).length === 0) return;
  refuse(
    "HostedZoneNotEmpty",
    "The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
    "forceDestroy",
  );
}
