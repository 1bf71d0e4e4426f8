import { arn } from "../../model/arn";
import type { ResourceType } from "../../model/resource-type";
import { ec2Id } from "../../model/token";
import { refuseUnmodelled } from "../shared/not-modelled";
import { vpcReference } from "./references";

export const routeTable: ResourceType = {
  type: "aws:ec2/routeTable:RouteTable",
  replaceOnChanges: ["vpcId", "region"],
  references: [vpcReference("vpcId")],
  rules: [
    refuseUnmodelled(
      ["routes", "propagatingVgws"],
      "routes inside a route table, only aws.ec2.Route",
      "services/ec2/route-table.ts",
    ),
  ],
  make: ({ region, accountId }) => {
    const id = ec2Id("rtb");
    return { id, computed: { arn: arn("ec2", region, accountId, `route-table/${id}`), ownerId: accountId } };
  },
};
