import { arn } from "../../model/arn";
import { AwsError } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { ec2Id } from "../../model/token";
import { text } from "../../model/values";
import { contains, overlap, parseCidr, prefixBetween } from "../shared/cidr";
import { requireZoneOf } from "../shared/zones";
import { vpcReference } from "./vpc-reference";

export const subnet: ResourceType = {
  type: "aws:ec2/subnet:Subnet",
  defaults: { mapPublicIpOnLaunch: false, assignIpv6AddressOnCreation: false },
  replacedBy: ["availabilityZone", "availabilityZoneId", "cidrBlock", "vpcId", "region"],
  references: [vpcReference("vpcId")],
  rules: [requireZone, requireBlockInsideVpc, requireBlockOfItsOwn],
  make: ({ region, accountId }) => {
    const id = ec2Id("subnet");
    return { id, computed: { arn: arn("ec2", region, accountId, `subnet/${id}`), ownerId: accountId } };
  },
};

function requireZone({ inputs, region }: Operation): void {
  const zone = text(inputs, "availabilityZone");
  if (zone !== undefined) requireZoneOf(region, zone, "availabilityZone");
}

/** Amazon VPC User Guide, "Subnet CIDR blocks": inside the VPC's block, /16 to /28. */
function requireBlockInsideVpc({ inputs, cloud }: Operation): void {
  const block = text(inputs, "cidrBlock") ?? "";
  const vpcBlock = text(cloud.find("aws:ec2/vpc:Vpc", text(inputs, "vpcId") ?? "")?.inputs ?? {}, "cidrBlock") ?? "";
  const parsed = parseCidr(block);
  if (parsed === undefined || !prefixBetween(parsed, 16, 28)) {
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${block}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
    );
  }
  if (!contains(vpcBlock, block)) {
    throw new AwsError("InvalidSubnet.Range", `The CIDR '${block}' is invalid for VPC block ${vpcBlock} (cidrBlock).`);
  }
}

function requireBlockOfItsOwn({ inputs, cloud, previous }: Operation): void {
  const block = text(inputs, "cidrBlock") ?? "";
  const conflict = cloud
    .ofType("aws:ec2/subnet:Subnet")
    .filter((other) => other.id !== previous?.id && text(other.inputs, "vpcId") === text(inputs, "vpcId"))
    .find((other) => overlap(block, text(other.inputs, "cidrBlock") ?? ""));
  if (conflict !== undefined) {
    throw new AwsError(
      "InvalidSubnet.Conflict",
      `The CIDR '${block}' conflicts with another subnet, ${conflict.id} (cidrBlock)`,
    );
  }
}
