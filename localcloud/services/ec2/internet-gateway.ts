import { refuse } from "../../model/aws-error";
import { arn, ec2Id } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { vpcReference } from "./references";

const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";

/** AWS deletes a gateway although routes lead to it: they stay as black holes. */
export const internetGateway: ResourceType = {
  type: INTERNET_GATEWAY,
  mapping: { operation: "ec2.CreateInternetGateway" },
  replaceOnChanges: ["region"],
  references: [vpcReference("vpcId")],
  rules: [requireOnlyGateway],
  make: ({ region, accountId }) => {
    const id = ec2Id("igw");
    return { id, computed: { arn: arn("ec2", region, accountId, `internet-gateway/${id}`), ownerId: accountId } };
  },
};

/** Amazon VPC User Guide, "Internet gateways": a VPC has one at most. */
function requireOnlyGateway({ inputs, cloud, previous }: Operation): void {
  const vpcId = text(inputs, "vpcId");
  if (vpcId === undefined) return;
  const isAttached = cloud
    .ofType(INTERNET_GATEWAY)
    .some((other) => other.id !== previous?.id && text(other.inputs, "vpcId") === vpcId);
  if (!isAttached) return;
  refuse("InvalidParameterValue", `Network ${vpcId} already has an internet gateway attached`, "vpcId");
}
