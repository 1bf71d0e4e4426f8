import { instancesWithoutPublicAddresses as rule } from "../../../policies/rules/instances-without-public-addresses";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function connected(associatePublicIpAddress: unknown): TestResource {
  return resource("aws:ec2/launchTemplate:LaunchTemplate", "instances", {
    networkInterfaces: [{ associatePublicIpAddress }],
  });
}

function ec2(kind: string, properties: TestResource["properties"]): TestResource {
  return resource(`aws:ec2/${kind}`, "instances", properties);
}

const PUBLIC = "instances: networkInterfaces[0].associatePublicIpAddress is true";

describeRule(rule, {
  accepts: {
    "instances without public addresses": {
      given: [connected("false"), ec2("instance:Instance", { associatePublicIpAddress: false })],
    },
    "the address of a NAT gateway": { given: ec2("eip:Eip", { domain: "vpc" }) },
    "what isn't an instance": { given: ec2("natGateway:NatGateway", { connectivityType: "public" }) },
  },
  refuses: {
    "instances with public addresses": { given: connected("true"), violations: [PUBLIC] },
    "an instance, a launch configuration and a spot request": {
      given: [
        ec2("instance:Instance", { associatePublicIpAddress: true }),
        ec2("launchConfiguration:LaunchConfiguration", { associatePublicIpAddress: true }),
        ec2("spotInstanceRequest:SpotInstanceRequest", { associatePublicIpAddress: true }),
        ec2("spotFleetRequest:SpotFleetRequest", { launchSpecifications: [{ associatePublicIpAddress: true }] }),
      ],
      violations: [
        "instances: associatePublicIpAddress is true",
        "instances: associatePublicIpAddress is true",
        "instances: associatePublicIpAddress is true",
        "instances: launchSpecifications[0].associatePublicIpAddress is true",
      ],
    },
    "an Elastic IP address of an instance": {
      given: [ec2("eip:Eip", { instance: "i-0a1" }), ec2("eipAssociation:EipAssociation", { instanceId: UNKNOWN })],
      violations: ['instances: instance is "i-0a1"', 'instances: instanceId is "an instance"'],
    },
  },
  boundaries: {
    "a public address as a boolean": { given: connected(true), violations: [PUBLIC] },
    "an association with a network interface": {
      given: ec2("eipAssociation:EipAssociation", { networkInterfaceId: "eni-0a1" }),
    },
  },
  missing: {
    "a template without network": { given: ec2("launchTemplate:LaunchTemplate", {}) },
    "an interface that leaves it to the subnet": {
      given: [ec2("launchTemplate:LaunchTemplate", { networkInterfaces: [{}] }), ec2("instance:Instance", {})],
    },
  },
  unknown: {
    "an unknown setting": {
      given: connected(UNKNOWN),
      remarks: ["instances: Not determinable yet: networkInterfaces[0].associatePublicIpAddress isn't known"],
    },
  },
  production: set(of("aws:ec2/launchTemplate:LaunchTemplate"), {
    "networkInterfaces.0.associatePublicIpAddress": "true",
  }),
});
