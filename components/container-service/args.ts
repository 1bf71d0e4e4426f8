import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Architecture } from "../shared/architecture";
import type { Children } from "../shared/children";
import type { LogRetentionDays } from "../shared/log-retention";
import type { PolicyStatementInput } from "../shared/policy-document";
import type { CpuQuantity, DurationQuantity, SizeQuantity } from "../shared/quantity";
import type { SecretSource } from "../shared/secret-source";
import type { AlarmTopics } from "../shared/severity";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";
import type { Capacity } from "./capacity";
import type { ContainerDependency } from "./container-dependencies";
import type { ContainerHealthCheckArgs } from "./container-health-check";
import type { Deployment } from "./deployment";
import type { VolumeMount } from "./mounts";
import type { ServiceConnect } from "./service-connect";
import type { SidecarArgs } from "./sidecar-args";

/** The cluster that a service runs in; a `ContainerCluster` is one. */
export interface ServiceCluster {
  /** ARN of the cluster. */
  readonly clusterArn: pulumi.Input<string>;
  /** Name of the cluster. */
  readonly clusterName: pulumi.Input<string>;
  /** Log group of ECS Exec sessions. @default - sessions are not logged to a group of their own */
  readonly executeCommandLogGroupArn?: pulumi.Input<string> | undefined;
  /** Key under which ECS Exec sessions are encrypted. @default - by TLS alone */
  readonly executeCommandKeyArn?: pulumi.Input<string> | undefined;
}

/** The properties of a target by which a service's arguments are validated. */
export interface TargetFacts {
  /** Port to which requests are sent. */
  readonly port: number;
  /** Path that the load balancer's health checks fetch. */
  readonly healthPath: string;
  /** Time for which a task that leaves may finish its requests. */
  readonly deregistrationDelaySeconds: number;
  /** Time after which a new task that answers every check counts as healthy. */
  readonly healthySeconds: number;
  /**
   * ARN of the group to which a deployment shifts traffic; undefined behind a network load balancer, as are the rules.
   */
  readonly greenTargetGroupArn: pulumi.Input<string> | undefined;
  /** Whether users sign in before their requests reach it: such a service deploys rolling. @default false */
  readonly isAuthenticated?: boolean | undefined;
}

/** A load balancer's target that sends requests to the tasks; `LoadBalancer.targets` holds them. */
export interface ServiceTarget extends TargetFacts, pulumi.Resource {
  /** ARN of the target group in which the tasks register. */
  readonly blueTargetGroupArn: pulumi.Input<string>;
  /** ARN of the rule by which clients reach the tasks. */
  readonly productionRuleArn: pulumi.Input<string> | undefined;
  /** ARN of the rule by which testers reach a new revision. */
  readonly testRuleArn: pulumi.Input<string> | undefined;
  /** Names of the alarms that stop a deployment and roll it back. */
  readonly alarmNames: readonly pulumi.Input<string>[];
}

/** The target that sends requests to a service. */
export interface ServiceLoadBalancer {
  /**
   * Target that sends requests to the tasks. The service is created after it: ECS refuses a target group without a
   * listener.
   */
  readonly target: ServiceTarget;
  /** Security group of the load balancer, from which alone the tasks accept connections. */
  readonly securityGroupId: pulumi.Input<string>;
}

/** Somebody who may connect to the tasks of a service. */
export interface ServiceClient {
  /**
   * Name of the rule that lets it in, in lower case. Keep it: AWS refuses the rule for the same group and port under
   * another name while the old one is there.
   */
  readonly name: string;
  /** TCP port to which it may connect. */
  readonly port: number;
  /** Security group of those who connect. */
  readonly securityGroupId: pulumi.Input<string>;
}

/** A name by which the tasks of a service are found: `<name>.<name of the namespace>`. */
export interface ServiceDiscovery {
  /** Id of the private DNS namespace (`aws.servicediscovery.PrivateDnsNamespace`) of the tasks' VPC. */
  readonly namespaceId: pulumi.Input<string>;
  /** Label of lower-case letters, digits and hyphens, such as `"prometheus"`. */
  readonly name: string;
}

/** Arguments of a `ContainerService`. */
export interface ContainerServiceArgs {
  /** Cluster that the service runs in. Changing it replaces the service. */
  readonly cluster: ServiceCluster;
  /** VPC of the tasks. Changing it replaces the security group of the tasks. */
  readonly vpcId: pulumi.Input<string>;
  /** IPv4 block of the VPC, within which the tasks may open connections to every port. */
  readonly vpcCidrBlock: pulumi.Input<string>;
  /** Private subnets of the tasks, in two zones or more for availability. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Security groups that the tasks join besides their own, four at most, such as that of a database's clients. A change
   * deploys: running tasks keep their groups.
   * @default - none
   */
  readonly securityGroupIds?: readonly pulumi.Input<string>[];

  /** Image by digest, `repository@sha256:…`; a tag may come to mean another image. Changing it deploys. */
  readonly image: pulumi.Input<string>;
  /**
   * ARN of the Secrets Manager secret with `username` and `password` of a private registry.
   * @default - an image of ECR, or a public one
   */
  readonly registryCredentialsArn?: pulumi.Input<string> | undefined;
  /** Program that the container runs, in place of the image's entry point. @default - the image's entry point */
  readonly entryPoint?: readonly string[];
  /** What the container runs, in place of the image's own command. @default - the image's command */
  readonly command?: readonly string[];
  /**
   * CPU of each task, such as `"1000m"`. Changing it deploys; one on-demand vCPU on Fargate is about 30 USD a
   * month.
   */
  readonly cpu: CpuQuantity;
  /**
   * Memory of each task, such as `"2Gi"`; a task that takes more is killed. Changing it deploys; 1 GiB on
   * Fargate is about 3 USD a month.
   */
  readonly memory: SizeQuantity;
  /**
   * Scratch disk of each task, such as `"10Gi"`, which ends with the task. On Fargate up to 20 GiB cost nothing
   * and 200 GiB are the limit; on EC2 the instances' disk has to hold it.
   * @default - 20 GiB on Fargate
   */
  readonly storage?: SizeQuantity;
  /**
   * Processor architecture for which the image is built; `"arm64"` costs about a fifth less on Fargate.
   * @default "x86_64"
   */
  readonly architecture?: Architecture;
  /**
   * Port on which the container accepts connections, on all interfaces.
   * @default - the load balancer target's port; none without one: a worker
   */
  readonly port?: number;
  /**
   * Environment variables, in plain text; a name or value that looks like a secret's is refused. A task definition has
   * 64 KiB, of which they may take about 62.
   * @default - none
   */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /**
   * Environment variables whose values ECS reads when it starts a task: the ARN of a Secrets Manager secret, optionally
   * followed by `:<json-key>::`, or of an SSM parameter; about a hundred at most. A changed secret reaches tasks with
   * the next deployment. One version of a secret, as `ApplicationSecrets` tells it, deploys the service by its change.
   * @default - none
   */
  readonly secrets?: Readonly<Record<string, SecretSource>>;
  /**
   * Labels of the container, by which agents find out how to watch it. Changing them deploys.
   * @default - none
   */
  readonly dockerLabels?: Readonly<Record<string, string>>;
  /**
   * How ECS asks the container whether it is healthy; `false` leaves it to the load balancer.
   * @default - fetches the health path from `port`; a worker isn't asked
   */
  readonly containerHealthCheck?: ContainerHealthCheckArgs | false;
  /**
   * Numeric user and group that the container runs as, never root. The image's files must suit them.
   * `1000` is the `node` user of Node's images.
   * @default "1000:1000"
   */
  readonly user?: `${number}` | `${number}:${number}`;
  /** Whether the container can write to `writablePaths` only. @default true */
  readonly readonlyRootFilesystem?: boolean;
  /**
   * Paths below which the container may write; what it writes ends with the task. On Fargate the image has to declare
   * each as a `VOLUME` owned by `user` (or open to all, as `/tmp` is), else it belongs to root.
   * @default ["/tmp"]
   */
  readonly writablePaths?: readonly string[];
  /**
   * Volumes that the container shares with `sidecars`; they end with the task. One that no image declares as a `VOLUME`
   * belongs to root, as `writablePaths` do: a sidecar that `runsFirst` as root fills it or opens it to `user`.
   * @default - none
   */
  readonly mounts?: readonly VolumeMount[];
  /**
   * Further containers of each task, nine at most. Their `cpu` and `memory` are part of the task's; their images,
   * secrets and environment are read and counted as the application's are.
   * @default - none
   */
  readonly sidecars?: readonly SidecarArgs[];
  /**
   * Sidecars for which the application waits before it starts, such as a proxy until it is healthy. Those that
   * `runsFirst` are waited for anyway. A change deploys.
   * @default - none
   */
  readonly containerDependsOn?: readonly ContainerDependency[];
  /**
   * Time between SIGTERM and SIGKILL, up to `"120s"`, for requests and jobs in flight; never less than the load
   * balancer target's `deregistrationDelay`.
   * @default - as long as the load balancer's target drains, at least 30 s
   */
  readonly stopTimeout?: DurationQuantity;
  /** Files and sockets that a process may hold open. @default 65535 */
  readonly openFileLimit?: number;

  /** Load balancer that sends requests to the tasks. @default - none: the service is a worker */
  readonly loadBalancer?: ServiceLoadBalancer;
  /**
   * Security groups that may connect to the tasks besides the load balancer's. Adding and removing one deploys nothing.
   * @default - none
   */
  readonly clients?: readonly ServiceClient[];
  /**
   * DNS name in a private namespace of Cloud Map by which the VPC finds the tasks; only for a deployment that is
   * rolling. Changing it deploys; another name or namespace is there before the old one goes.
   * @default - none
   */
  readonly discovery?: ServiceDiscovery;
  /**
   * Names of Service Connect, by which services of a namespace reach each other through proxies that ECS puts into
   * their tasks; for every kind of deployment. A change deploys. Clients know a new endpoint once they are deployed
   * again.
   * @default - none
   */
  readonly serviceConnect?: ServiceConnect;
  /** What the tasks run on; a `ClusterCapacity` has it. Changing it deploys without downtime. */
  readonly capacity: Capacity;
  /** Fewest tasks; the service is created with as many, and afterwards left as it was scaled. */
  readonly minInstances: number;
  /** Most tasks, the bound of manual and automatic scaling. */
  readonly maxInstances: number;
  /** How new tasks take over from old ones. @default { strategy: "rolling" } */
  readonly deployment?: Deployment;
  /** Alarms that stop a deployment and roll it back, beside the load balancer target's own. @default - none */
  readonly deploymentAlarmNames?: readonly pulumi.Input<string>[];
  /**
   * Time after a task's start in which the load balancer's checks don't count. An `up` waits for a deployment that much
   * longer.
   * @default - start period and all checks of the container's health check, or until the target counts it as healthy
   */
  readonly healthCheckGracePeriod?: DurationQuantity;
  /**
   * Whether creation and updates wait until the deployment has ended, for as long as its own durations say: start and
   * health checks of the tasks, steps, hooks and bake time, the old tasks' departure, and a rollback. Without it, a
   * failed deployment goes unnoticed, and what only the old tasks need (a rule for their port, permissions) goes while
   * they serve.
   * @default true
   */
  readonly waitForSteadyState?: boolean;
  /**
   * Whether people whom IAM allows it may open a shell in a task. It applies to tasks that start afterwards.
   * @default false
   */
  readonly enableExecuteCommand?: boolean;

  /**
   * ARNs of managed policies for the application, each under a name of your choice by which Pulumi keeps them apart.
   * Keep the names: a policy under another name is attached, and at the end detached under the old one; `up --refresh`
   * attaches it again.
   * @default - none: the application may call no AWS service
   */
  readonly taskPolicies?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /**
   * Further permissions of the application. Running tasks keep a permission that is removed until new tasks have taken
   * over, so that the old and the new statements together have to fit into the 10,240 characters of a role's policies.
   * @default - nothing
   */
  readonly taskPolicyStatements?: readonly PolicyStatementInput[];
  /** Time for which CloudWatch keeps the container's log. @default 365 */
  readonly logRetentionDays?: LogRetentionDays;
  /**
   * Customer managed key that encrypts the log, and under which secrets may be encrypted.
   * @default - keys that AWS owns
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
  /** Further customer managed keys under which secrets or registry credentials are encrypted. @default - none */
  readonly secretKeyArns?: readonly pulumi.Input<string>[];
  /**
   * ARNs, such as an SNS topic's, that are told when fewer than `minInstances` tasks run, and when enough run again.
   */
  readonly alarmActions: AlarmTopics;

  /** Tags of every resource, and of every task. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: ContainerServiceTransforms;
}

/** Escape hatches, one for each kind of child. */
export interface ContainerServiceTransforms {
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly executionRole?: Transform<aws.iam.RoleArgs>;
  readonly executionRolePolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly taskRole?: Transform<aws.iam.RoleArgs>;
  readonly taskRolePolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly taskRolePolicyAttachment?: Transform<aws.iam.RolePolicyAttachmentArgs>;
  readonly deploymentRole?: Transform<aws.iam.RoleArgs>;
  readonly deploymentRolePolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly deploymentRolePolicyAttachment?: Transform<aws.iam.RolePolicyAttachmentArgs>;
  readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly ingressRule?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
  readonly egressRule?: Transform<aws.vpc.SecurityGroupEgressRuleArgs>;
  readonly taskDefinition?: Transform<aws.ecs.TaskDefinitionArgs>;
  readonly discovery?: Transform<aws.servicediscovery.ServiceArgs>;
  readonly service?: Transform<aws.ecs.ServiceArgs>;
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
}

/**
 * Arguments of a service whose load balancer's target may not exist yet: its properties suffice. `ContainerServiceArgs`
 * are such arguments.
 */
export type PlannedServiceArgs = Omit<ContainerServiceArgs, "loadBalancer"> & {
  readonly loadBalancer?: { readonly target: TargetFacts };
};

/** What every child resource of a service is created with. */
export type ServiceChildren = Children<ContainerServiceTransforms>;
