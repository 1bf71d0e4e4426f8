import type { CloudResource } from "../../../../localcloud/model/resource";
import { resource } from "./deployed";

export function subnet(id: string, availabilityZone: string, cidrBlock = "10.0.0.0/20"): CloudResource {
  return resource("aws:ec2/subnet:Subnet", id, { cidrBlock, vpcId: "vpc-1" }, { availabilityZone });
}
