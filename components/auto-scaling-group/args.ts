import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ScalingSpeed, ScalingTrigger, ScheduledScaling } from "../scaling";
import type { Children } from "../shared/children";
import type { DurationQuantity, SizeQuantity } from "../shared/quantity";
import type { AlarmTopics } from "../shared/severity";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** Instances that were started once and then wait, so that they serve within seconds. A stopped one costs its disk. */
export interface WarmPoolArgs {
  /** Fewest instances that wait. @default 1 */
  readonly minSize?: number;
  /** Most instances that serve and wait together. @default - `maxSize` of the group */
  readonly maxPreparedCapacity?: number;
  /**
   * State of an instance that waits: `"Hibernated"` keeps its memory, `"Running"` costs as much as serving.
   * @default "Stopped"
   */
  readonly state?: "Stopped" | "Hibernated" | "Running";
  /** Whether an instance that is no longer needed goes back to wait, instead of being terminated. @default true */
  readonly reuseOnScaleIn?: boolean;
}

/**
 * How instances are replaced when their launch template changes. A refresh that fails stops; going back to the old
 * template takes a deployment. AWS rolls back to the group's template version, which the provider has by then set to
 * the new one (terraform-provider-aws issue 34189), and not at all where launches look the image up, as they do by
 * default.
 */
export interface InstanceRefreshArgs {
  /** Fewest healthy instances meanwhile, in percent of the desired ones. @default 100 */
  readonly minHealthyPercentage?: number;
  /** Most instances meanwhile, in percent of the desired ones; more is quicker, and costs meanwhile. @default 150 */
  readonly maxHealthyPercentage?: number;
  /** Time that a new instance gets until it counts as healthy. @default "5m" */
  readonly instanceWarmup?: DurationQuantity;
  /** Names of alarms that stop a refresh. @default - none */
  readonly alarmNames?: readonly pulumi.Input<string>[];
}

/** Thresholds of the alarms that a group without triggers has. */
export interface GroupAlarmArgs {
  /** Average use of CPU, in percent, for 5 minutes. @default 90 */
  readonly cpuPercent?: number;
  /** Average use of memory, in percent, for 5 minutes; the same alarm tells that no instance reports it. @default 90 */
  readonly memoryPercent?: number;
  /** Average response time of `latencyOf` for 5 minutes. @default "2s" */
  readonly responseTime?: DurationQuantity;
}

/** How instances take part in a cluster. */
export interface ClusterMembershipArgs {
  /** Name of the cluster that the instances join. Changing it replaces the instances one by one. */
  readonly clusterName: pulumi.Input<string>;
  /** Memory of each instance that tasks don't get, in MiB: agents need it. @default 256 */
  readonly reservedMemoryMebibytes?: number;
  /**
   * Whether instances that run tasks are never taken away, rather than drained. `destroy` then needs them to be empty:
   * leave it off except for tasks that must not move (containers-roadmap issue 2862).
   * @default false
   */
  readonly managedTerminationProtection?: boolean;
}

/** Arguments of an `AutoScalingGroup`. */
export interface AutoScalingGroupArgs {
  /** VPC of the instances. Changing it replaces their security group. */
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets of the instances, in two zones or more for availability. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Instance types in order of preference, all of one processor architecture, such as `["m6i.large", "m6a.large"]`:
   * where AWS has none of the first left, the next serve. Changing it replaces the instances one by one.
   */
  readonly instanceTypes: readonly string[];
  /**
   * AMI of the instances; or, in plain text, `resolve:ssm:` with the name of the Systems Manager parameter in which
   * each launch looks it up. Changing it replaces the instances one by one; a new value of the parameter replaces none,
   * but is what instances get that are launched from then on. A parameter goes neither with a warm pool nor with
   * automatic rollback of a refresh (Amazon EC2 Auto Scaling User Guide, "Use AWS Systems Manager parameters instead of
   * AMI IDs in launch templates", limitations).
   * @default - the parameter of Amazon's recommended ECS-optimised Amazon Linux 2023; with a warm pool, what it names
   * at the deployment. The output `imageId` tells which AMI that is; give it here to stay with it
   */
  readonly imageId?: pulumi.Input<string> | undefined;
  /** Fewest instances. */
  readonly minSize: number;
  /** Most instances, each of which is paid for. */
  readonly maxSize: number;
  /** Instances at the beginning; afterwards whatever scales the group decides. @default - `minSize` */
  readonly desiredCapacity?: number;
  /**
   * Encrypted disk of each instance, `"30Gi"` at least, the image's size. Changing it replaces the instances one by
   * one.
   * @default "30Gi"
   */
  readonly rootVolumeSize?: SizeQuantity;
  /**
   * Customer managed key of the disks. Its policy has to let EC2 Auto Scaling use it, as an `EncryptionKey`'s does, or
   * no instance starts. Changing it replaces the instances one by one.
   * @default - the account's own key for EBS, which AWS manages
   */
  readonly volumeKeyArn?: pulumi.Input<string> | undefined;
  /** Shell commands that each instance runs last when it first starts. @default - none */
  readonly userData?: string;
  /**
   * Managed policies for the instances, each under a name of your choice.
   * @default - what ECS, SSM and CloudWatch need
   */
  readonly policies?: Readonly<Record<string, pulumi.Input<string>>> | undefined;

  /**
   * Cluster that the instances join. A `ClusterCapacity` then scales the group by what tasks need, and drains the
   * instances that it takes away.
   * @default - the instances run no tasks
   */
  readonly cluster?: ClusterMembershipArgs;
  /**
   * Target groups of type `instance` that send requests to the instances; their checks then decide on health.
   * @default - none
   */
  readonly targetGroupArns?: readonly pulumi.Input<string>[];
  /** Security groups that may open connections to the instances. @default - none */
  readonly ingress?: readonly IngressArgs[];
  /** Time after an instance's start in which its health isn't judged. @default "2m" */
  readonly healthCheckGracePeriod?: DurationQuantity;
  /** How instances are replaced when their template changes. @default - a new instance before an old one goes */
  readonly instanceRefresh?: InstanceRefreshArgs;
  /** Only with one instance type. @default - none */
  readonly warmPool?: WarmPoolArgs;
  /**
   * Age at which an instance is replaced, from 1 to 365 days: the longest time that a new image, with its security
   * patches, takes to reach every instance.
   * @default "30d"
   */
  readonly maxInstanceLifetime?: DurationQuantity;

  /**
   * When the group scales; not with `cluster`.
   * @default - it doesn't scale, and alarms tell `alarmActions`
   */
  readonly triggers?: readonly ScalingTrigger[];
  /** How many instances at a time. @default - 2 more, then 5 minutes of rest; 1 less, then 10 */
  readonly speed?: ScalingSpeed;
  /** Other bounds at times of the day or week. @default - none */
  readonly schedules?: readonly ScheduledScaling[];
  /** Thresholds of the alarms that the group has without triggers. @default - 90 % of CPU and memory, 2 s */
  readonly alarms?: GroupAlarmArgs;
  /** Load balancer whose response time the group's alarm watches; a `LoadBalancer` is one. @default - no such alarm */
  readonly latencyOf?: { readonly loadBalancerDimension: pulumi.Input<string> };
  /** ARNs, such as an SNS topic's, that are told when one of the group's alarms begins and when it ends. */
  readonly alarmActions: AlarmTopics;

  /** Tags of every resource, and of the instances and their disks. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: AutoScalingGroupTransforms;
}

/** A security group that may open connections to a port of the instances. */
export interface IngressArgs {
  /** Security group from which connections come. */
  readonly securityGroupId: pulumi.Input<string>;
  /** TCP port of the instances. */
  readonly port: number;
  /**
   * Tells this one from others on the same port: lower-case letters, digits and hyphens. AWS refuses two equal rules,
   * which a list that changes would have for a while.
   * @default - none, which one entry for each port may have
   */
  readonly name?: string;
}

/** Escape hatches, one for each kind of child. */
export interface AutoScalingGroupTransforms {
  readonly role?: Transform<aws.iam.RoleArgs>;
  readonly rolePolicyAttachment?: Transform<aws.iam.RolePolicyAttachmentArgs>;
  readonly instanceProfile?: Transform<aws.iam.InstanceProfileArgs>;
  readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly ingressRule?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
  readonly egressRule?: Transform<aws.vpc.SecurityGroupEgressRuleArgs>;
  readonly launchTemplate?: Transform<aws.ec2.LaunchTemplateArgs>;
  readonly group?: Transform<aws.autoscaling.GroupArgs>;
  readonly policy?: Transform<aws.autoscaling.PolicyArgs>;
  readonly schedule?: Transform<aws.autoscaling.ScheduleArgs>;
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
}

/** What every child resource of a group is created with. */
export type GroupChildren = Children<AutoScalingGroupTransforms>;
