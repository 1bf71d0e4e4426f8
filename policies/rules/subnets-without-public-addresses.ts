import { ADVISORY_FROM_STAGING, resourceRule } from "../core";
import { wrongSwitch } from "./shared/properties";

const DEFAULT_SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet";

export const subnetsWithoutPublicAddresses = resourceRule({
  name: "subnets-without-public-addresses",
  title: "Nothing gets a public address just because of its subnet",
  description: "Subnets give no public IPv4 addresses to what starts in them.",
  why:
    "An instance that was started there by mistake is on the internet at once. Load balancers and NAT gateways have " +
    "addresses of their own.",
  fix: "Set `mapPublicIpOnLaunch: false`, and ask for an address where one is meant.",
  severity: "medium",
  identifiers: { fsbp: ["EC2.15"], checkov: ["CKV_AWS_130"], trivy: ["AVD-AWS-0164"] },
  requirements: ["SE-3"],
  references: [
    {
      title: "Amazon VPC User Guide, IP addressing for your VPCs and subnets",
      url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html",
    },
  ],
  types: ["aws:ec2/subnet:Subnet", DEFAULT_SUBNET],
  levels: ADVISORY_FROM_STAGING,
  check: (subnet) =>
    wrongSwitch(subnet, {
      property: "mapPublicIpOnLaunch",
      wanted: false,
      whenMissing: subnet.type === DEFAULT_SUBNET,
      problem: "whatever starts there is on the internet, intended or not",
    }),
});
