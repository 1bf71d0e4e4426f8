import { z } from "zod";
import { INTERFACE_ENDPOINT_SERVICES } from "../../../components/network/interface-endpoints";
import { group, oneOf, text, textList } from "./fields";

const CIDR_BLOCK = /^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/;
/** Zones proper; local and wavelength zones (`us-west-2-lax-1a`) carry no load balancer of this kind. */
const AVAILABILITY_ZONE = /^[a-z]{2}-[a-z]+-\d[a-z]$/;
const REPLACEMENT = "replaces the network and everything in it: downtime";

export const network = group(
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
        "without downtime: a zone that comes or goes leaves the others as they are; the first zone has the NAT gateway where there is a single one, and outgoing connections break when another becomes the first",
      examples: ["eu-west-1a", "eu-west-1b"],
    })
      .min(2)
      .max(3)
      .meta({ allowed: "two or three different zones of the region" }),
    natGateways: oneOf(["one-per-zone", "single"], {
      description: "How many NAT gateways lead out: one in each zone, or one whose zone takes all others along.",
      changing:
        "outgoing connections break for about a minute; each gateway costs about 33 dollars a month, and its traffic",
    }).default("one-per-zone"),
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
