import { arn } from "../../model/arn";
import type { ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { passing, vpcReference } from "./references";
import {
  listedGroupReferences,
  requireListedGroupsOfTheVpc,
  requireListedPermissions,
  requireVpc,
} from "./security-group";

/**
 * The group that comes with a VPC and goes with it. The provider adopts it, and replaces its rules; a deletion only lets
 * go of it (Amazon VPC User Guide, "Default security groups for your VPCs").
 */
export const defaultSecurityGroup: ResourceType = {
  type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  defaults: { revokeRulesOnDelete: false },
  replaceOnChanges: ["vpcId", "region"],
  references: [passing(vpcReference("vpcId")), ...listedGroupReferences],
  rules: [requireVpc, requireListedGroupsOfTheVpc, requireListedPermissions],
  make: ({ inputs, region, accountId, cloud }) => {
    const vpc = cloud.find("aws:ec2/vpc:Vpc", text(inputs, "vpcId") ?? "");
    const id = text(vpc?.computed ?? {}, "defaultSecurityGroupId") ?? "";
    return {
      id,
      computed: {
        arn: arn("ec2", region, accountId, `security-group/${id}`),
        description: "default VPC security group",
        name: "default",
        ownerId: accountId,
      },
    };
  },
};
