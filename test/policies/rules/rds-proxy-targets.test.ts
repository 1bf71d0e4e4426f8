import { rdsProxyTargets as rule } from "../../../policies/rules/rds-proxy-targets";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { drop, of } from "../support/mutation";

const role = resource("aws:iam/role:Role", "proxy-role", { arn: "arn:aws:iam::123456789012:role/proxy" });
const proxy = resource(
  "aws:rds/proxy:Proxy",
  "proxy",
  { name: "proxy", roleArn: UNKNOWN, auths: [{ secretArn: UNKNOWN }] },
  { dependencies: { roleArn: [role] } },
);

const ofProxy = { dependencies: { dbProxyName: [proxy] } };
const target = resource("aws:rds/proxyTarget:ProxyTarget", "target", { dbProxyName: UNKNOWN }, ofProxy);

function pool(maxConnectionsPercent?: unknown): TestResource {
  const properties = { dbProxyName: UNKNOWN, connectionPoolConfig: { maxConnectionsPercent } };
  return resource("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", "pool", properties, ofProxy);
}

function policy(Action: unknown): TestResource {
  const document = JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
  return rolePolicy(document);
}

function rolePolicy(document: unknown): TestResource {
  const properties = { role: UNKNOWN, policy: document };
  return resource("aws:iam/rolePolicy:RolePolicy", "policy", properties, { dependencies: { role: [role] } });
}

/** One resource of each type that attaches a managed policy, which may allow anything, to the role. */
const attachments = Object.entries({
  "policyAttachment:PolicyAttachment": "roles",
  "rolePolicyAttachment:RolePolicyAttachment": "role",
  "rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "roleName",
}).map(([type, property]) => resource(`aws:iam/${type}`, "attachment", {}, { dependencies: { [property]: [role] } }));

const reading = policy("secretsmanager:GetSecretValue");

describeRule(rule, {
  accepts: {
    "a proxy with a target, the right to its secret, and a bounded pool": {
      given: [role, reading, proxy, target, pool(90)],
    },
    "a role that may do more": { given: [role, policy(["kms:Decrypt", "secretsmanager:*"]), proxy, target, pool(90)] },
    ...Object.fromEntries(
      attachments.map((attachment) => [
        `a role with a managed policy by ${attachment.type}`,
        { given: [role, attachment, proxy, target, pool(90)] },
      ]),
    ),
    "a role that names its managed policies": {
      given: [{ ...role, properties: { ...role.properties, managedPolicyArns: [UNKNOWN] } }, proxy, target, pool(90)],
    },
    "a role of another program": {
      given: [
        resource("aws:rds/proxy:Proxy", "proxy", {
          name: "proxy",
          roleArn: "arn:aws:iam::1:role/x",
          auths: [{ secretArn: "x" }],
        }),
        target,
        pool(90),
      ],
    },
    "a proxy that signs in by IAM, without a secret": {
      given: [
        resource("aws:rds/proxy:Proxy", "proxy", { name: "proxy" }, { dependencies: { roleArn: [role] } }),
        role,
        target,
        pool(90),
      ],
    },
  },
  refuses: {
    "a proxy without a target": { given: [role, reading, proxy, pool(90)], violations: ["proxy: targets is 0"] },
    "a role that may read nothing": {
      given: [role, policy("kms:Decrypt"), proxy, target, pool(90)],
      violations: ['proxy: roleArn is "proxy-role"'],
    },
    "a role without any policy": { given: [role, proxy, target, pool(90)], violations: ["proxy: roleArn is"] },
    "a pool of all connections": {
      given: [role, reading, proxy, target, pool(100)],
      violations: ["pool: connectionPoolConfig.maxConnectionsPercent is 100: the pool may take all"],
    },
  },
  boundaries: {
    "the smallest pool": { given: [role, reading, proxy, target, pool(10)] },
    "a smaller one": {
      given: [role, reading, proxy, target, pool(9)],
      violations: ["pool: connectionPoolConfig.maxConnectionsPercent is 9: requests wait"],
    },
    "the largest, and a larger one": {
      given: [role, reading, proxy, target, pool(95), pool(96)],
      violations: ["pool: connectionPoolConfig.maxConnectionsPercent is 96"],
    },
  },
  missing: {
    "no target group, whose pool AWS makes as large as can be": {
      given: [role, reading, proxy, target],
      violations: ["proxy: connectionPoolConfig.maxConnectionsPercent is not set"],
    },
    "no part of the connections": {
      given: [role, reading, proxy, target, pool()],
      violations: ["pool: connectionPoolConfig.maxConnectionsPercent is not set"],
    },
  },
  unknown: {
    "a policy that names an output": {
      given: [role, rolePolicy(UNKNOWN), proxy, target, pool(90)],
      remarks: ["policy: Not determinable yet: policy isn't known"],
    },
    "an unknown part of the connections": {
      given: [role, reading, proxy, target, pool(UNKNOWN)],
      remarks: ["pool: Not determinable yet: connectionPoolConfig.maxConnectionsPercent isn't known"],
    },
  },
  production: drop(of("aws:rds/proxyTarget:ProxyTarget")),
});
