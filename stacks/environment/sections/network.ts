import { z } from "zod";
import { Network, type NetworkArgs } from "../../../components/network";
import { INTERFACE_ENDPOINT_SERVICES } from "../../../components/network/interface-endpoints";
import { DEFAULT_NAT_GATEWAYS } from "../../../components/network/nat-gateways";
import { validateNetwork } from "../../../components/network/validate";
import { AVAILABILITY_ZONE, regionOfZone } from "../../../components/shared/region";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { shown } from "../../configuration/problem";
import { CIDR_BLOCK, group, oneOf, text, textList } from "../../configuration/schema/fields";
import type { Draft, RightSettings, SettingsOf } from "../../configuration/section";
import { keysOfArguments } from "../../configuration/translation";
import { type Dependencies, NOT_YET_KNOWN } from "../dependencies";
import { protecting } from "../protection";
import type { EnvironmentConfiguration, EnvironmentParts } from "./environment";

const REPLACEMENT = "replaces the network and everything in it: downtime";

const network = group(
  {
    cidrBlock: text(CIDR_BLOCK, {
      description: "Address range of this environment's network, apart from every other environment's (ENV-4).",
      allowed: "a private IPv4 range from /16 to /22",
      changing: REPLACEMENT,
      examples: ["10.10.0.0/16"],
    }),
    availabilityZones: textList(AVAILABILITY_ZONE, {
      description: "Availability zones that the environment spreads over; two survive the loss of one.",
      allowed: "the name of a zone of the region",
      changing:
        "without downtime: a zone that comes or goes leaves the others as they are; AWS refuses to take one away in which the database or cache has a node; the first zone has the NAT gateway where there is a single one, and outgoing connections break when another becomes the first",
      examples: ["eu-west-1a", "eu-west-1b"],
    })
      .min(2)
      .max(3)
      .meta({ allowed: "two or three different zones of the region" }),
    natGateways: oneOf(["one-per-zone", "single"], {
      description:
        "How many NAT gateways lead to the internet: one in each zone, or a single one. Where the single one's zone fails, no zone reaches the internet.",
      changing:
        "outgoing connections break for about a minute; each gateway costs about 33 dollars a month, and its traffic",
    }).default(DEFAULT_NAT_GATEWAYS),
    interfaceEndpoints: z
      .union([z.boolean(), z.array(z.enum(INTERFACE_ENDPOINT_SERVICES))])
      .meta({
        description: "AWS services that are reached without leaving the network; true stands for all of the list.",
        allowed: `true, false or a list of ${INTERFACE_ENDPOINT_SERVICES.join(", ")}`,
        changing: "no downtime; each costs about 7 dollars a month and zone",
        examples: [true, ["ecr.api", "ecr.dkr"]],
      })
      .default(false),
  },
  {
    description: "Network of this environment, shared with no other (ENV-4).",
    changing: "see its keys",
    examples: [{ cidrBlock: "10.10.0.0/16", availabilityZones: ["eu-west-1a", "eu-west-1b"] }],
  },
);

const keys = { network };

/** Settings of the network. */
export type NetworkSettings = SettingsOf<typeof keys>;

type NetworkConfiguration = NetworkSettings & EnvironmentConfiguration;

/** The environment's own network (ENV-4). */
export const networkSection = {
  keys,

  check({ configuration, right }: Draft<NetworkConfiguration, NetworkConfiguration>, problems: ArgumentProblems): void {
    const keyOf = keysOfArguments(network.shape, { below: "network" });
    const elsewhere = zonesElsewhere(right);
    for (const [zone, reason] of elsewhere) problems.add(`network.${zone}`, reason);
    validateNetwork(
      networkArgs(configuration, NOT_YET_KNOWN),
      problems.at((argument) => (elsewhere.has(argument) ? undefined : keyOf(argument))),
    );
  },

  create: (
    configuration: NetworkConfiguration,
    parts: EnvironmentParts & Pick<Dependencies, "key">,
  ): { readonly network: Network } => ({
    network: new Network(parts.name, networkArgs(configuration, parts), parts.options),
  }),
};

/** Arguments of the network. */
export function networkArgs(
  { network: settings, logRetentionDays, protect, tags }: NetworkConfiguration,
  { key }: Pick<Dependencies, "key">,
): NetworkArgs {
  return {
    ...settings,
    flowLogRetentionDays: logRetentionDays,
    logKeyArn: key.keyArn,
    tags,
    transform: { flowLogGroup: protecting(protect) },
  };
}

/** Problems of zones outside the environment's region, by the zones' arguments. */
function zonesElsewhere({ region, network: settings }: RightSettings<NetworkConfiguration>): Map<string, string> {
  const zones = (settings?.availabilityZones ?? []).map(
    (zone, index) => [`availabilityZones[${index}]`, zone] as const,
  );
  return new Map(
    zones
      .filter(([, zone]) => region !== undefined && regionOfZone(zone) !== region)
      .map(([argument, zone]) => [
        argument,
        `must be a zone of proofpix:region, which is ${shown(region)}, got ${shown(zone)}; write ${shown(`${region ?? ""}${zone.slice(-1)}`)} or change the region`,
      ]),
  );
}
