import type { CloudResource } from "../../../../localcloud/model/resource";
import type { Properties } from "../../../../localcloud/model/values";

/** A resource as the local cloud keeps it. */
export function resource(type: string, id: string, inputs: Properties, computed: Properties = {}): CloudResource {
  return { type, id, region: "eu-west-1", urn: `urn:${id}`, inputs, computed };
}

export function subnet(id: string, availabilityZone: string, cidrBlock = "10.0.0.0/20"): CloudResource {
  return resource("aws:ec2/subnet:Subnet", id, { cidrBlock, vpcId: "vpc-1" }, { availabilityZone });
}
