import { refuse } from "../../model/aws-error";
import { arn, ec2Id } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import { overlap } from "../shared/cidr";
import { refuseUnmodelled } from "../shared/inputs";
import { networkSize } from "./limits";

export const vpc: ResourceType = {
  type: "aws:ec2/vpc:Vpc",
  mapping: { operation: "ec2.CreateVpc" },
  documentedLimits: { cidrBlock: [networkSize("InvalidVpc.Range", "Amazon EC2 API Reference, CreateVpc")] },
  defaults: { enableDnsSupport: true, instanceTenancy: "default" },
  // AWS changes only one of these in place: dedicated tenancy back to the default, which is not modelled.
  replaceOnChanges: ["cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength", "region"],
  rules: [
    refuseUnmodelled(
      [
        "assignGeneratedIpv6CidrBlock",
        "ipv4IpamPoolId",
        "ipv4NetmaskLength",
        "ipv6CidrBlock",
        "ipv6CidrBlockNetworkBorderGroup",
        "ipv6IpamPoolId",
        "ipv6NetmaskLength",
      ],
      "IPv6 and address pools",
      "services/ec2/vpc.ts",
    ),
    requireNetworkBlock,
    requireTenancy,
    requireSupportForHostnames,
  ],
  make: ({ region, accountId }) => {
    const id = ec2Id("vpc");
    const mainRouteTableId = ec2Id("rtb");
    return {
      id,
      computed: {
        arn: arn("ec2", region, accountId, `vpc/${id}`),
        ownerId: accountId,
        mainRouteTableId,
        defaultSecurityGroupId: ec2Id("sg"),
        defaultNetworkAclId: ec2Id("acl"),
        defaultRouteTableId: mainRouteTableId,
        dhcpOptionsId: ec2Id("dopt"),
      },
    };
  },
};

/**
 * Blocks in which no VPC may lie (Amazon VPC User Guide, "VPC CIDR blocks": this host, loopback, link-local and
 * multicast).
 */
const RESERVED_BLOCKS = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4"];

function requireNetworkBlock({ inputs }: Operation): void {
  const block = text(inputs, "cidrBlock");
  if (block === undefined) {
    refuse("MissingParameter", "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.", "cidrBlock");
  }
  if (!RESERVED_BLOCKS.some((reserved) => overlap(reserved, block))) return;
  refuse(
    "InvalidVpc.Range",
    `The CIDR '${block}' is invalid: a VPC can't lie in ${RESERVED_BLOCKS.join(", ")}`,
    "cidrBlock",
  );
}

/**
 * Amazon EC2 API Reference, CreateVpc: a VPC's instances run on shared or dedicated hardware; a host is chosen for each
 * instance.
 */
function requireTenancy({ inputs }: Operation): void {
  if (text(inputs, "instanceTenancy") !== "host") return;
  refuse("InvalidParameterValue", "The tenancy value host is not supported for VPCs", "instanceTenancy");
}

/** Amazon EC2 API Reference, ModifyVpcAttribute: host names need DNS support. */
function requireSupportForHostnames({ inputs }: Operation): void {
  if (flag(inputs, "enableDnsHostnames") !== true || flag(inputs, "enableDnsSupport") !== false) return;
  refuse(
    "InvalidParameterValue",
    "enableDnsHostnames needs enableDnsSupport to be true",
    "enableDnsHostnames, enableDnsSupport",
  );
}
