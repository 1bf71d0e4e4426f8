import { databaseReachableFromApplicationOnly as rule } from "../../../policies/rules/database-reachable-from-application-only";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

type Properties = TestResource["properties"];

const group = resource("aws:ec2/securityGroup:SecurityGroup", "data", { id: "sg-data" });
const database = resource(
  "aws:rds/instance:Instance",
  "orders",
  { vpcSecurityGroupIds: [UNKNOWN] },
  { dependencies: { vpcSecurityGroupIds: [group] } },
);
const cache = resource("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", {
  securityGroupIds: ["sg-data"],
});

function ingress(properties: Properties): TestResource {
  const rest = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432, securityGroupId: UNKNOWN, ...properties };
  return resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "in", rest, {
    dependencies: { securityGroupId: [group] },
  });
}

function inline(permission: Properties): TestResource {
  const ingressOfGroup = [{ protocol: "tcp", fromPort: 6379, toPort: 6379, ...permission }];
  return resource(group.type, "data", { id: "sg-data", ingress: ingressOfGroup });
}

describeRule(rule, {
  accepts: {
    "the application's security group": { given: [group, database, ingress({ referencedSecurityGroupId: "sg-app" })] },
    "the same within the group, and itself": {
      given: [inline({ securityGroups: ["sg-app"], self: true, cidrBlocks: [] }), cache],
    },
    "addresses in the group of something else": { given: [group, ingress({ cidrIpv4: "10.0.0.0/16" })] },
  },
  refuses: {
    "the whole network": {
      given: [group, database, ingress({ cidrIpv4: "10.0.0.0/16" })],
      violations: ['in: cidrIpv4 is "10.0.0.0/16": whatever has an address in there reaches orders; allowed: security'],
    },
    "a block in a group that several share": {
      given: [inline({ cidrBlocks: ["10.0.0.0/16"] }), database, cache],
      violations: [
        'data: ingress[0].cidrBlocks[0] is "10.0.0.0/16": whatever has an address in there reaches orders, sessions',
      ],
    },
    "a list of blocks, in the older kind of rule": {
      given: [
        group,
        cache,
        resource("aws:ec2/securityGroupRule:SecurityGroupRule", "in", {
          type: "ingress",
          securityGroupId: "sg-data",
          prefixListIds: ["pl-1"],
        }),
      ],
      violations: ['in: prefixListIds[0] is "pl-1"'],
    },
  },
  boundaries: {
    "a single address": {
      given: [group, database, ingress({ cidrIpv4: "10.0.0.1/32" })],
      violations: ["in: cidrIpv4"],
    },
    "a block that the configuration lists": {
      given: [group, database, ingress({ cidrIpv4: "172.16.0.0/20" })],
      settings: { allowedSources: ["172.16.0.0/20"] },
    },
    "a part of such a block": {
      given: [group, database, ingress({ cidrIpv4: "172.16.0.0/24" })],
      settings: { allowedSources: ["172.16.0.0/20"] },
      violations: ['in: cidrIpv4 is "172.16.0.0/24"'],
    },
  },
  missing: {
    "a database without a group of its own, which has the network's default one": {
      given: [resource(database.type, "orders"), group],
    },
    "a group that lets nobody in": { given: [group, database] },
  },
  unknown: {
    "an unknown block": {
      given: [group, database, ingress({ cidrIpv4: UNKNOWN })],
      remarks: ["in: Not determinable yet: cidrIpv4 isn't known"],
    },
    "an unknown group of the application": {
      given: [group, database, ingress({ referencedSecurityGroupId: UNKNOWN })],
    },
    "an unknown block in the group of something else": { given: [group, ingress({ cidrIpv4: UNKNOWN })] },
  },
  production: set(of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "database-from-application"), {
    cidrIpv4: "10.0.0.0/16",
  }),
});
