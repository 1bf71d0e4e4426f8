import { arn } from "../../model/arn";
import { AwsError } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { ec2Id } from "../../model/token";
import { text } from "../../model/values";
import { parseCidr, prefixBetween } from "../shared/cidr";

export const vpc: ResourceType = {
  type: "aws:ec2/vpc:Vpc",
  defaults: { enableDnsSupport: true, instanceTenancy: "default" },
  replacedBy: ["cidrBlock", "region"],
  rules: [requireBlock],
  make: ({ region, accountId }) => {
    const id = ec2Id("vpc");
    return {
      id,
      computed: {
        arn: arn("ec2", region, accountId, `vpc/${id}`),
        ownerId: accountId,
        mainRouteTableId: ec2Id("rtb"),
        defaultSecurityGroupId: ec2Id("sg"),
        defaultNetworkAclId: ec2Id("acl"),
        defaultRouteTableId: ec2Id("rtb"),
        dhcpOptionsId: ec2Id("dopt"),
      },
    };
  },
};

/** Amazon VPC User Guide, "VPC CIDR blocks": /16 to /28, on its own boundary. */
function requireBlock({ inputs }: Operation): void {
  const block = text(inputs, "cidrBlock") ?? "";
  const parsed = parseCidr(block);
  if (parsed === undefined) {
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${block}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
    );
  }
  if (!prefixBetween(parsed, 16, 28)) {
    throw new AwsError(
      "InvalidVpc.Range",
      `The CIDR '${block}' is invalid (cidrBlock): the prefix must be between /16 and /28.`,
    );
  }
}
