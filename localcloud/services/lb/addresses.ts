import { hexadecimalToken } from "../../model/identifiers";
import type { LoadBalancerKind } from "./protocols";

/**
 * Hosted zones that hold load balancers' names (AWS General Reference, "Elastic Load Balancing endpoints and quotas").
 */
const HOSTED_ZONES: Readonly<Record<string, Readonly<Record<LoadBalancerKind, string>>>> = {
  "ap-northeast-1": { application: "Z14GRHDCWA56QT", network: "Z31USIVHYNEOWT" },
  "ap-southeast-1": { application: "Z1LMS91P8CMLE5", network: "ZKVM4W9LS7TM" },
  "ap-southeast-2": { application: "Z1GM3OXH4ZPM65", network: "ZCT6FZBF4DROD" },
  "eu-central-1": { application: "Z215JYRZR1TBD5", network: "Z3F0SRJ5LGBH90" },
  "eu-north-1": { application: "Z23TAZ6LKFMNIO", network: "Z1UDT6IFJ4EJM" },
  "eu-west-1": { application: "Z32O12XQLNTSW2", network: "Z2IFOLAFXWLO4F" },
  "eu-west-2": { application: "ZHURV8PSTC4K8", network: "ZD4D7Y8KGAS4G" },
  "us-east-1": { application: "Z35SXDOTRQ7X7K", network: "Z26RNL4JYFTOTI" },
  "us-east-2": { application: "Z3AADJGX6KTTL2", network: "ZLMOA37VPKANP" },
  "us-gov-east-1": { application: "Z166TLBEWOO7G0", network: "Z1ZSMQQ6Q24QQ8" },
  "us-gov-west-1": { application: "Z33AYJ8TM3BH4J", network: "ZMG1MZ2THAWF1" },
  "us-west-2": { application: "Z1H1FL5HABSF5", network: "Z18D5FSROUN65G" },
};

/** Properties of a load balancer that its addresses depend on. */
export interface AddressContext {
  readonly kind: LoadBalancerKind;
  readonly name: string;
  readonly region: string;
  readonly internal: boolean;
}

/** Hosted zone of a region's load balancers; undefined for a region that the table leaves out. */
export function hostedZoneOf({ kind, region }: Pick<AddressContext, "kind" | "region">): string | undefined {
  return HOSTED_ZONES[region]?.[kind];
}

/** A new DNS name; its form depends on the kind of load balancer. */
export function newDnsName({ kind, name, region, internal }: AddressContext): string {
  if (kind === "network") return `${name}-${hexadecimalToken(16)}.elb.${region}.amazonaws.com`;
  const digits = Number.parseInt(hexadecimalToken(8), 16);
  return `${internal ? "internal-" : ""}${name}-${digits}.${region}.elb.amazonaws.com`;
}
