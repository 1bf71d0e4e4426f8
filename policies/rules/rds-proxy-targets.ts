import {
  everywhere,
  MANDATORY_FROM_STAGING,
  matches,
  stackRule,
  type Reader,
  type ResourceView,
  type StackFinding,
  type StackView,
} from "../core";
import { isEffect, statementsOf, textsAt } from "./shared/resource-policy";

interface Settings {
  /** Smallest percentage of a database's connections that a proxy may open. */
  readonly minimumConnectionsPercent: number;
  /** Largest percentage. */
  readonly maximumConnectionsPercent: number;
}

const PROXY = "aws:rds/proxy:Proxy";
const TARGET = "aws:rds/proxyTarget:ProxyTarget";
const TARGET_GROUP = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

/** Resources that attach managed policies, by the property that names the role. */
const ATTACHMENTS: Readonly<Record<string, string>> = {
  "aws:iam/policyAttachment:PolicyAttachment": "roles",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "role",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "roleName",
};

export const rdsProxyTargets = stackRule<Settings>({
  name: "rds-proxy-targets",
  title: "Proxies have a database and access to its secret, and leave it some connections",
  description:
    "Each RDS proxy has a target, its role may read secrets, and its pool uses no more than the environment's " +
    "percentage of the database's connections.",
  why:
    "A proxy without a target, or whose role can't read the secret, refuses every connection. A proxy that may open " +
    "all connections leaves none for migrations and for whoever looks into an incident.",
  fix:
    "Declare an `aws.rds.ProxyTarget` for the proxy, allow its role `secretsmanager:GetSecretValue`, and set " +
    "`connectionPoolConfig.maxConnectionsPercent` of its `ProxyDefaultTargetGroup`.",
  severity: "medium",
  requirements: ["DB-3"],
  references: [
    {
      title: "Amazon RDS User Guide, Managing connections with Amazon RDS Proxy",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-connections.html",
    },
    {
      title: "Amazon RDS User Guide, Setting up database credentials and IAM permissions for RDS Proxy",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-secrets-arns.html",
    },
  ],
  types: [PROXY, TARGET_GROUP, ROLE_POLICY],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      minimumConnectionsPercent: {
        type: "integer",
        minimum: 1,
        maximum: 100,
        description: "Least part of a database's connections that a proxy may open, in percent",
      },
      maximumConnectionsPercent: {
        type: "integer",
        minimum: 1,
        maximum: 100,
        description: "Largest part of a database's connections that a proxy may open, in percent",
      },
    },
    defaults: everywhere({ minimumConnectionsPercent: 10, maximumConnectionsPercent: 95 }),
  },
  check: (stack, settings) =>
    stack
      .resources(PROXY)
      .flatMap((proxy) => [
        ...withoutTarget(stack, proxy),
        ...greedy(stack, proxy, settings),
        ...withoutSecret(stack, proxy),
      ]),
});

function withoutTarget(stack: StackView, resource: ResourceView): StackFinding[] {
  if (stack.referrersOf(resource, "dbProxyName", [TARGET]).length > 0) return [];
  return [
    {
      resource,
      property: "targets",
      value: 0,
      problem: "it has no database and refuses every connection",
      allowed: "at least 1",
      fix: "declare an aws.rds.ProxyTarget whose dbProxyName is the proxy's name",
    },
  ];
}

/** AWS's default (Amazon RDS API Reference, ConnectionPoolConfiguration). */
const DEFAULT_PERCENT = 100;
const PERCENT = "connectionPoolConfig.maxConnectionsPercent";

function greedy(stack: StackView, proxy: ResourceView, settings: Settings): StackFinding[] {
  const groups = stack.referrersOf(proxy, "dbProxyName", [TARGET_GROUP]);
  if (groups.length === 0) return poolOutOfBounds(proxy, undefined, settings);
  return groups.flatMap((group) => {
    const percent = group.number(PERCENT);
    return percent.known ? poolOutOfBounds(group, percent.value, settings) : [];
  });
}

function poolOutOfBounds(resource: ResourceView, percent: number | undefined, settings: Settings): StackFinding[] {
  const { minimumConnectionsPercent: minimum, maximumConnectionsPercent: maximum } = settings;
  const effective = percent ?? DEFAULT_PERCENT;
  if (effective >= minimum && effective <= maximum) return [];
  return [
    {
      resource,
      property: PERCENT,
      value: percent,
      problem:
        effective > maximum
          ? "the pool may take all connections, and leaves none for migrations and repairs"
          : "requests wait for connections that the database has to give",
      allowed: `${minimum} to ${maximum}; AWS takes ${DEFAULT_PERCENT} where it is not set`,
      fix: `set connectionPoolConfig.maxConnectionsPercent: ${maximum} in the proxy's ProxyDefaultTargetGroup`,
    },
  ];
}

/**
 * The findings for roles that may not read the proxy's secret. The program has to declare the role, and all of its
 * policies have to be known: an unseen policy may allow it.
 */
function withoutSecret(stack: StackView, proxy: ResourceView): StackFinding[] {
  if (proxy.each("auths").every((auth) => auth.isMissing("secretArn"))) return [];
  const roles = stack.referencesTo(proxy, "roleArn", [ROLE]);
  return roles.filter((role) => mayReadNoSecret(stack, role)).map((role) => secretRefused(proxy, role));
}

function mayReadNoSecret(stack: StackView, role: ResourceView): boolean {
  if (hasManagedPolicies(stack, role)) return false;
  const documents = [...stack.referrersOf(role, "role", [ROLE_POLICY]), ...role.each("inlinePolicies")].map((policy) =>
    policy.json("policy"),
  );
  return documents.every((document) => document.string().known && !statementsOf(document).some(readsSecrets));
}

/** Whether a role has managed policies, which may allow anything as far as the program tells. */
function hasManagedPolicies(stack: StackView, role: ResourceView): boolean {
  const attached = Object.entries(ATTACHMENTS).flatMap(([type, property]) => stack.referrersOf(role, property, [type]));
  return attached.length > 0 || role.each("managedPolicyArns").length > 0;
}

const READ = "secretsmanager:getsecretvalue";

function readsSecrets(statement: Reader): boolean {
  const allows = textsAt(statement, "Action").some((action) => matches(action.toLowerCase(), READ));
  return isEffect(statement, "Allow") && (allows || !statement.isMissing("NotAction"));
}

function secretRefused(resource: ResourceView, role: ResourceView): StackFinding {
  return {
    resource,
    property: "roleArn",
    value: role.name,
    problem: "the role may read no secret, so the proxy can't sign in to the database",
    allowed: "a role that is allowed secretsmanager:GetSecretValue",
    fix: `allow ${role.name} secretsmanager:GetSecretValue on the secret, and kms:Decrypt on its key`,
  };
}
