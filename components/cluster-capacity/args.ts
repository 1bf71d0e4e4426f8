import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { DurationQuantity } from "../shared/quantity";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** Arguments of a `ClusterCapacity`. */
export interface ClusterCapacityArgs<Group extends string = string> {
  /** Cluster that gets the capacity. Changing it replaces the attachment, not the capacity providers. */
  readonly cluster: AttachableCluster;
  /**
   * Auto Scaling groups whose instances run tasks, by names of your choice: lower-case letters, digits and hyphens. A
   * capacity provider scales each group by what the tasks need. Changing a name replaces its capacity provider, which
   * ECS refuses while a service uses it.
   * @default - none, and no services on EC2 instances
   */
  readonly autoScalingGroups?: Readonly<Record<Group, GroupCapacityArgs>>;
  /** Names of further capacity providers, each ACTIVE. @default - none */
  readonly capacityProviders?: readonly pulumi.Input<string>[];
  /** Tags of the capacity providers. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: ClusterCapacityTransforms;
}

/** A cluster; a `ContainerCluster` is one. The capacity is attached after everything that belongs to it. */
export interface AttachableCluster extends pulumi.Resource {
  /** Name of the cluster. */
  readonly clusterName: pulumi.Input<string>;
}

/** How a cluster uses the instances of a group. */
export interface GroupCapacityArgs {
  /** Group whose instances run tasks. Another one replaces its capacity provider. */
  readonly autoScalingGroup: JoinedGroup;
  /**
   * Share of the instances that tasks should take up, in percent from 1 to 100; the rest waits for more tasks. A plan
   * of `planCapacity` computes it.
   * @default 100
   */
  readonly targetCapacityPercent?: number;
  /**
   * Time that an instance needs until tasks run on it, before which no further one is started for them.
   * @default "90s"
   */
  readonly instanceWarmup?: DurationQuantity;
}

/** A group whose instances join a cluster; an `AutoScalingGroup` with `cluster` is one. */
export interface JoinedGroup extends pulumi.Resource {
  /** ARN of the Auto Scaling group. */
  readonly groupArn: pulumi.Input<string>;
  /** Name of the cluster that the instances join; undefined for a group without one, which is refused. */
  readonly clusterName: pulumi.Input<string> | undefined;
  /** Whether instances that run tasks are never taken away, rather than drained. */
  readonly managedTerminationProtection: boolean;
}

/** Escape hatches, one for each kind of child. */
export interface ClusterCapacityTransforms {
  readonly capacityProvider?: Transform<aws.ecs.CapacityProviderArgs>;
  readonly attachment?: Transform<aws.ecs.ClusterCapacityProvidersArgs>;
}
