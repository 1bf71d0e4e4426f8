import { arn } from "../../model/arn";
import { AwsError } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { ec2Id } from "../../model/token";
import { flag } from "../../model/values";

export const vpc: ResourceType = {
  type: "aws:ec2/vpc:Vpc",
  defaults: { enableDnsSupport: true, instanceTenancy: "default" },
  // Going back from dedicated to default tenancy, alone of these, would not need a new VPC.
  replacedBy: ["cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength", "region"],
  rules: [requireSupportForHostnames],
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

/** Amazon EC2 API Reference, ModifyVpcAttribute: host names need DNS support. */
function requireSupportForHostnames({ inputs }: Operation): void {
  if (flag(inputs, "enableDnsHostnames") !== true || flag(inputs, "enableDnsSupport") !== false) return;
  throw new AwsError(
    "InvalidParameterValue",
    "enableDnsHostnames needs enableDnsSupport to be true (enableDnsHostnames, enableDnsSupport)",
  );
}
