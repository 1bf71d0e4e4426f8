import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { PolicyDocument } from "../shared/policy-document";
import { partitionOf } from "../shared/region";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { DeploymentRolesArgs } from "./args";
import { workloadBoundary } from "./boundary";
import { grantsOf, GRANTS, type Grant } from "./grants";
import { DEPLOYMENT_PATH, DEPLOYMENT_ROLES, type DeploymentRole, PIPELINE_ROLES, type PipelineRole } from "./roles";
import type { DeploymentScope } from "./scope";
import { isTaken, trustOf } from "./trusted";
import { validateDeploymentRoles } from "./validate";

/** A deployment may bake for long; people's sessions are short. */
const OPERATOR_SESSION_SECONDS = 7200;
const SESSION_SECONDS = 3600;

/**
 * Who may do what in an environment: roles of IAM for people and for pipelines, and the boundary of what they
 * deploy.
 */
export class DeploymentRoles extends pulumi.ComponentResource {
  /** ARN of each role that somebody takes, or the pipeline. */
  public readonly roleArns: Readonly<Partial<Record<DeploymentRole | PipelineRole, pulumi.Output<string>>>>;
  /** ARN of the policy that bounds every role that an operator creates. */
  public readonly boundaryArn: pulumi.Output<string>;

  /**
   * @param name what the roles' names begin with: `<name>-operator`.
   * @throws {pulumi.InputPropertiesError} naming every argument that is wrong.
   */
  constructor(name: string, args: DeploymentRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("DeploymentRoles", name, args, validateDeploymentRoles);
    super("proofpix:deployment-roles:DeploymentRoles", name, {}, opts);
    const scope = scopeOf(name, args);
    const boundary = this.createPolicy(`${name}-boundary`, args, scope.apply(workloadBoundary));
    this.boundaryArn = boundary.arn;

    const taken = [...DEPLOYMENT_ROLES, ...PIPELINE_ROLES].filter((role) => isTaken(role, args));
    const policies = new Map<Grant, aws.iam.Policy>();
    const policyOf = (grant: Grant) => {
      const policy = policies.get(grant) ?? this.createPolicy(`${name}-${grant}`, args, scope.apply(GRANTS[grant]));
      policies.set(grant, policy);
      return policy;
    };
    const roles = taken.map((role) => [role, this.createRole(name, role, args, policyOf)] as const);
    this.roleArns = Object.fromEntries(roles.map(([role, { arn }]) => [role, arn]));
    this.registerOutputs({ roleArns: this.roleArns, boundaryArn: this.boundaryArn });
  }

  private createRole(
    name: string,
    role: DeploymentRole | PipelineRole,
    args: DeploymentRolesArgs,
    policyOf: (grant: Grant) => aws.iam.Policy,
  ): aws.iam.Role {
    const child = `${name}-${role}`;
    const created = new aws.iam.Role(
      ...transformed<aws.iam.RoleArgs>(
        args.transform?.role,
        child,
        {
          name: child,
          path: DEPLOYMENT_PATH,
          description: `${role} of ${args.environment}`,
          assumeRolePolicy: pulumi.jsonStringify(trustOf(role, args)),
          maxSessionDuration: role === "operator" ? OPERATOR_SESSION_SECONDS : SESSION_SECONDS,
          tags: namedTags(child, args.tags),
        },
        { parent: this },
      ),
    );
    for (const grant of grantsOf(role, args.developersDeploy ?? false)) {
      new aws.iam.RolePolicyAttachment(
        ...transformed<aws.iam.RolePolicyAttachmentArgs>(
          args.transform?.policyAttachment,
          `${child}-${grant}`,
          { role: created.name, policyArn: policyOf(grant).arn },
          { parent: this },
        ),
      );
    }
    return created;
  }

  private createPolicy(
    name: string,
    args: DeploymentRolesArgs,
    document: pulumi.Output<PolicyDocument>,
  ): aws.iam.Policy {
    return new aws.iam.Policy(
      ...transformed<aws.iam.PolicyArgs>(
        args.transform?.policy,
        name,
        { name, path: DEPLOYMENT_PATH, policy: pulumi.jsonStringify(document), tags: namedTags(name, args.tags) },
        { parent: this },
      ),
    );
  }
}

function scopeOf(name: string, args: DeploymentRolesArgs): pulumi.Output<DeploymentScope> {
  const { accountId, state, audit, repositoryArn } = args;
  const partition = partitionOf(args.regions[0] ?? "");
  return pulumi.output({ accountId, state, audit, repositoryArn }).apply((known): DeploymentScope => ({
    partition,
    accountId: known.accountId,
    environment: args.environment,
    namePrefix: args.namePrefix,
    regions: args.regions,
    stateBucketArn: known.state.bucketArn,
    stateKeyArn: known.state.kmsKeyArn,
    auditBucketArn: known.audit.bucketArn,
    auditKeyArn: known.audit.kmsKeyArn,
    repositoryArn: known.repositoryArn,
    hostedZoneArns: args.hostedZoneArns ?? [],
    boundaryArn: `arn:${partition}:iam::${known.accountId}:policy${DEPLOYMENT_PATH}${name}-boundary`,
  }));
}
