import { lastPartOf } from "../../../components/shared/arn";
import type { CloudReader, CloudResource } from "../../model/resource";
import { text, texts, valuesAt } from "../../model/values";
import { parsePolicy, type PolicyDocument } from "../shared/policy-document";
import { allows } from "../shared/policy-evaluation";
import { policyOf } from "../shared/policy-rules";

/** An action on a resource that a role's policies have to allow. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  /** Condition keys that the request is known to carry. */
  readonly context?: Readonly<Record<string, string>>;
}

/**
 * Actions that policies of AWS allow on every resource (AWS Managed Policy Reference Guide); a policy that isn't
 * listed allows none.
 */
const ACTIONS_OF_AWS_POLICIES: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ["*"],
  PowerUserAccess: ["*"],
  ElasticLoadBalancingFullAccess: ["elasticloadbalancing:*"],
  AmazonECSInfrastructureRolePolicyForLoadBalancers: [
    "elasticloadbalancing:DescribeListeners",
    "elasticloadbalancing:DescribeRules",
    "elasticloadbalancing:DescribeTargetGroups",
    "elasticloadbalancing:DescribeTargetHealth",
    "elasticloadbalancing:RegisterTargets",
    "elasticloadbalancing:DeregisterTargets",
    "elasticloadbalancing:ModifyListener",
    "elasticloadbalancing:ModifyRule",
  ],
  AWSBackupServiceRolePolicyForBackup: ["backup:*", "tag:GetResources"],
  AmazonRDSEnhancedMonitoringRole: [
    "logs:CreateLogGroup",
    "logs:PutRetentionPolicy",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "logs:DescribeLogStreams",
    "logs:GetLogEvents",
  ],
  AWSLambdaRole: ["lambda:InvokeFunction"],
  AWSLambda_FullAccess: ["lambda:*"],
};

/** The first of some permissions that no policy of a role gives it. */
export function missingPermission(
  role: CloudResource,
  permissions: readonly Permission[],
  cloud: CloudReader,
): Permission | undefined {
  const statements = policiesOf(role, cloud).flatMap((policy) => policy.statements);
  const principal = { type: "AWS", value: text(role.computed, "arn") ?? "" } as const;
  return permissions.find((permission) => !allows({ statements }, { principal, ...permission }));
}

function policiesOf(role: CloudResource, cloud: CloudReader): PolicyDocument[] {
  const inline = cloud.ofType("aws:iam/rolePolicy:RolePolicy").filter(({ inputs }) => inputs.role === role.id);
  const attached = cloud
    .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    .filter(({ inputs }) => inputs.role === role.id)
    .map(({ inputs }) => text(inputs, "policyArn") ?? "");
  return [
    ...inline.flatMap(({ inputs }) => policyOf(inputs, "policy", "identity") ?? []),
    ...valuesAt(role.inputs, "inlinePolicies[].policy").map(({ value }) => parsePolicy(value, "identity")),
    ...[...attached, ...texts(role.inputs, "managedPolicyArns")].flatMap((arn) => managedPolicy(arn, cloud) ?? []),
  ];
}

function managedPolicy(arn: string, cloud: CloudReader): PolicyDocument | undefined {
  const own = cloud.find("aws:iam/policy:Policy", arn);
  if (own !== undefined) return policyOf(own.inputs, "policy", "identity");
  const Action = ACTIONS_OF_AWS_POLICIES[lastPartOf(arn)];
  if (Action === undefined) return undefined;
  return parsePolicy(
    JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action, Resource: "*" } }),
    "identity",
  );
}
