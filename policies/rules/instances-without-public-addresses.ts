import { ALWAYS_MANDATORY, isKnownAs, resourceRule, type Finding, type ResourceView } from "../core";
import { INSTANCES, instanceTypesWith, objectsAt } from "./shared/instances";
import { joined } from "./shared/places";

/** What gives an instance a public address that stays, by the property that names the instance. */
const ELASTIC_ADDRESSES: Readonly<Record<string, string>> = {
  "aws:ec2/eip:Eip": "instance",
  "aws:ec2/eipAssociation:EipAssociation": "instanceId",
};

export const instancesWithoutPublicAddresses = resourceRule({
  name: "instances-without-public-addresses",
  formerNames: ["launch-template-confined"],
  title: "Instances have no public addresses",
  description:
    "EC2 instances, launch templates, launch configurations and spot requests ask for no public IP address, and no " +
    "Elastic IP address belongs to an instance.",
  why: "An instance with a public address is reached from the internet past the load balancer and its firewall.",
  fix:
    "Set `associatePublicIpAddress: false` and use private subnets, a load balancer for what comes in and a NAT gateway " +
    "for what goes out. For maintenance use Session Manager.",
  severity: "high",
  identifiers: { fsbp: ["AutoScaling.5", "EC2.9", "EC2.25"], checkov: ["CKV_AWS_88"] },
  requirements: ["SE-3"],
  references: [
    {
      title: "Amazon EC2 User Guide, Amazon EC2 instance IP addressing",
      url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html",
    },
  ],
  types: [...instanceTypesWith("interfaces"), ...Object.keys(ELASTIC_ADDRESSES)],
  levels: ALWAYS_MANDATORY,
  check: (resource) => [...publicInterfaces(resource), ...elasticAddress(resource)],
});

function publicInterfaces(resource: ResourceView): Finding[] {
  return objectsAt(resource, INSTANCES[resource.type]?.interfaces)
    .map(({ path }) => joined(path, "associatePublicIpAddress"))
    .filter((property) => isKnownAs(resource.boolean(property), true))
    .map((property) => ({
      property,
      value: true,
      problem: "the instances can be reached from the internet past the load balancer",
      allowed: "false; where it isn't set, the subnet decides",
      fix: "set it to false, and use private subnets",
    }));
}

function elasticAddress(address: ResourceView): Finding[] {
  const property = ELASTIC_ADDRESSES[address.type];
  if (property === undefined || address.isMissing(property)) return [];
  const instance = address.silent.string(property);
  return [
    {
      property,
      value: instance.known ? instance.value : "an instance",
      problem: "the instance can be reached from the internet past the load balancer",
      allowed: "none; a NAT gateway or a network load balancer may have the address",
      fix: "put the instance behind a load balancer, and let it reach the internet through a NAT gateway",
    },
  ];
}
