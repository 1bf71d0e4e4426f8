import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Capacity, ContainerServiceArgs, ServiceCluster } from "../container-service";
import type { Transform } from "../shared/transform";

/** What a task has in common with the tasks of a `ContainerService`, where each argument means the same. */
type CommonTaskArgs = Pick<
  ContainerServiceArgs,
  | "architecture"
  | "command"
  | "containerDependsOn"
  | "cpu"
  | "dockerLabels"
  | "enableExecuteCommand"
  | "entryPoint"
  | "environment"
  | "image"
  | "kmsKeyArn"
  | "logRetentionDays"
  | "memory"
  | "mounts"
  | "openFileLimit"
  | "readonlyRootFilesystem"
  | "registryCredentialsArn"
  | "secretKeyArns"
  | "secrets"
  | "securityGroupIds"
  | "sidecars"
  | "stopTimeout"
  | "storage"
  | "subnetIds"
  | "tags"
  | "taskPolicies"
  | "taskPolicyStatements"
  | "user"
  | "vpcCidrBlock"
  | "writablePaths"
>;

/**
 * Arguments of a `ContainerTask`. Those that it shares with `ContainerService` are described there; where it says that
 * a change deploys, a change here registers a new revision, which the next run uses. Tasks that run already keep
 * theirs.
 */
export interface ContainerTaskArgs extends CommonTaskArgs {
  /** Cluster that the task runs in. A change counts from the next run on. */
  readonly cluster: ServiceCluster;
  /** VPC of the task. Changing it replaces the task's security group, which AWS refuses while a task has it. */
  readonly vpcId: pulumi.Input<string>;
  /**
   * What the task runs on: Fargate, or the instances of a capacity provider. With `spot`, AWS may end a task with two
   * minutes' notice. A change counts from the next run on.
   * @default - Fargate, on demand
   */
  readonly capacity?: Capacity;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: ContainerTaskTransforms;
}

/** Escape hatches, one for each kind of child. */
export interface ContainerTaskTransforms {
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly executionRole?: Transform<aws.iam.RoleArgs>;
  readonly executionRolePolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly taskRole?: Transform<aws.iam.RoleArgs>;
  readonly taskRolePolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly taskRolePolicyAttachment?: Transform<aws.iam.RolePolicyAttachmentArgs>;
  readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly egressRule?: Transform<aws.vpc.SecurityGroupEgressRuleArgs>;
  readonly taskDefinition?: Transform<aws.ecs.TaskDefinitionArgs>;
}
