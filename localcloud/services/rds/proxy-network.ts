import { refuse } from "../../model/aws-error";
import type { Operation, Reference, Rule } from "../../model/resource-type";
import { text } from "../../model/values";
import { securityGroupReference, subnetReference } from "../ec2/references";
import { requireGroupsOfNetwork } from "./network";
import { subnetsOf, zonesOfSubnets } from "./subnet-group";

const FEWEST_ZONES = 2;

/** Where a proxy or an endpoint of one lies. */
export const proxyNetworkReferences: readonly Reference[] = [
  {
    ...subnetReference("vpcSubnetIds[]"),
    missing: { code: "InvalidSubnet", message: (id) => `Some input subnets in :[${id}] are invalid.` },
  },
  securityGroupReference("vpcSecurityGroupIds[]"),
];

/** Amazon RDS User Guide, "Planning where to use RDS Proxy": subnets of one VPC, in two zones at least. */
export const requireProxyNetwork: Rule = (operation) => {
  const subnets = subnetsOf(operation.inputs, "vpcSubnetIds", operation.cloud);
  const networks = [...new Set(subnets.map(({ inputs }) => text(inputs, "vpcId")))];
  if (networks.length > 1) {
    refuse("InvalidSubnet", "The subnets of a proxy have to be in one VPC.", "vpcSubnetIds");
  }
  const zones = zonesOfSubnets(subnets);
  if (zones.length < FEWEST_ZONES) {
    refuse(
      "InvalidSubnet",
      `The subnets of a proxy have to cover at least ${FEWEST_ZONES} Availability Zones. Current AZ coverage: ${zones.join(", ")}`,
      "vpcSubnetIds",
    );
  }
  requireGroupsOfNetwork(operation, networks[0], "DB proxy");
};

/** The VPC of a proxy's subnets. */
export function networkOfSubnets({ inputs, cloud }: Operation): string {
  const [first] = subnetsOf(inputs, "vpcSubnetIds", cloud);
  return text(first?.inputs ?? {}, "vpcId") ?? "";
}
