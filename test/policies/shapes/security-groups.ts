import type { DeployedResource } from "../support/judge-pack";
import { arn, deployed, type Shapes } from "./shape";

function group(
  name: string,
  rules: Readonly<Record<string, unknown>> = {},
  outputs: Readonly<Record<string, unknown>> = {},
  on: readonly DeployedResource[] = [],
) {
  return deployed(
    "aws:ec2/securityGroup:SecurityGroup",
    name,
    { name: `${name}-3c`, description: "Managed by Pulumi", revokeRulesOnDelete: false, vpcId: "vpc-0d3f", ...rules },
    {
      references: { ingress: on, egress: on },
      outputs: { id: `sg-${name}`, arn: arn("ec2", `security-group/sg-${name}`), ...outputs },
    },
  );
}

/** An address of a permission that AWS reports, with everything that its API fills in. */
const EMPTY = {
  cidrBlocks: [],
  ipv6CidrBlocks: [],
  prefixListIds: [],
  securityGroups: [],
  self: false,
  description: "",
};

const FROM_APPLICATION = { fromPort: 5432, toPort: 5432, protocol: "tcp", securityGroups: ["sg-application"] };
const TO_EVERYWHERE = { fromPort: 0, toPort: 0, protocol: "-1", cidrBlocks: ["0.0.0.0/0"] };

function inline(): readonly DeployedResource[] {
  const application = group("application", { egress: [TO_EVERYWHERE] });
  const database = group("database", { ingress: [FROM_APPLICATION] }, { egress: [] }, [application]);
  return [application, database, ...store(database)];
}

function withRules(): readonly DeployedResource[] {
  const application = group("application");
  // After a refresh the group's state contains the separate rule.
  const database = group("database", {}, { ingress: [{ ...EMPTY, ...FROM_APPLICATION }] });
  const rule = deployed(
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "database-from-application",
    {
      type: "ingress",
      fromPort: 5432,
      toPort: 5432,
      protocol: "6",
      securityGroupId: "sg-database",
      sourceSecurityGroupId: "sg-application",
    },
    {
      references: { securityGroupId: [database], sourceSecurityGroupId: [application] },
      outputs: { id: "sgrule-1", securityGroupRuleId: "sgr-1", self: false, cidrBlocks: null },
    },
  );
  return [application, database, rule, ...store(database)];
}

function withRulesOfToday(): readonly DeployedResource[] {
  const application = group("application");
  const database = group("database", {}, { ingress: [{ ...EMPTY, ...FROM_APPLICATION }] });
  const ingress = deployed(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "database-from-application",
    {
      fromPort: 5432,
      toPort: 5432,
      ipProtocol: "tcp",
      securityGroupId: "sg-database",
      referencedSecurityGroupId: "sg-application",
    },
    {
      references: { securityGroupId: [database], referencedSecurityGroupId: [application] },
      outputs: { id: "sgr-2", arn: arn("ec2", "security-group-rule/sgr-2"), securityGroupRuleId: "sgr-2" },
    },
  );
  const egress = deployed(
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "application-to-everywhere",
    { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", securityGroupId: "sg-application" },
    { references: { securityGroupId: [application] }, outputs: { id: "sgr-3", securityGroupRuleId: "sgr-3" } },
  );
  return [application, database, ingress, egress, ...store(database)];
}

/** Inline rules of one direction and separate rules of the other direction don't interfere. */
function eachDirectionItsWay(): readonly DeployedResource[] {
  const application = group("application", { egress: [TO_EVERYWHERE] });
  const ingress = deployed(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "application-from-network",
    { fromPort: 3000, toPort: 3000, ipProtocol: "tcp", cidrIpv4: "10.0.0.0/16", securityGroupId: "sg-application" },
    { references: { securityGroupId: [application] }, outputs: { id: "sgr-4", securityGroupRuleId: "sgr-4" } },
  );
  return [application, ingress];
}

/**
 * Instances of the application's group talk to each other, a monitoring tool pings them, and a VPN's prefix list may
 * connect.
 */
function otherSources(): readonly DeployedResource[] {
  return [
    group("application", {
      ingress: [
        { ...EMPTY, fromPort: 7946, toPort: 7946, protocol: "udp", self: true },
        { ...EMPTY, fromPort: 8, toPort: -1, protocol: "icmp", cidrBlocks: ["10.0.0.0/16"] },
        { ...EMPTY, fromPort: 22, toPort: 22, protocol: "tcp", prefixListIds: ["pl-0fe1"] },
        { ...EMPTY, fromPort: 443, toPort: 443, protocol: "tcp", cidrBlocks: ["203.0.113.7/32"] },
      ],
    }),
  ];
}

/** The group of a proxy protects its databases too. */
function store(guard: DeployedResource): readonly DeployedResource[] {
  const proxy = deployed(
    "aws:rds/proxy:Proxy",
    "database",
    {
      name: "database",
      engineFamily: "POSTGRESQL",
      requireTls: true,
      auths: [{ authScheme: "SECRETS", iamAuth: "REQUIRED", secretArn: arn("secretsmanager", "secret:db-1") }],
      roleArn: arn("iam", "role/proxy"),
      vpcSecurityGroupIds: ["sg-database"],
      vpcSubnetIds: ["subnet-0a1", "subnet-0b2"],
    },
    { references: { vpcSecurityGroupIds: [guard] }, outputs: { id: "database", arn: arn("rds", "db-proxy:prx-1") } },
  );
  const targets = deployed(
    "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
    "database",
    { dbProxyName: "database", connectionPoolConfig: { maxConnectionsPercent: 90 } },
    { references: { dbProxyName: [proxy] }, outputs: { id: "database", name: "default" } },
  );
  const target = deployed(
    "aws:rds/proxyTarget:ProxyTarget",
    "database",
    { dbProxyName: "database", targetGroupName: "default", dbInstanceIdentifier: "orders-51" },
    { references: { dbProxyName: [proxy], targetGroupName: [targets] }, outputs: { id: "database/default/orders-51" } },
  );
  return [proxy, targets, target];
}

export const SECURITY_GROUPS: Shapes = {
  "security groups with rules within them": { resources: inline() },
  "security groups with aws.ec2.SecurityGroupRule beside them": { resources: withRules() },
  "security groups with aws.vpc.SecurityGroupIngressRule and its like beside them": { resources: withRulesOfToday() },
  "a security group with one direction within it and the other beside it": { resources: eachDirectionItsWay() },
  "a security group with itself, pings, a prefix list and a single address as sources": { resources: otherSources() },
};
