import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { durationSeconds } from "../shared/quantity";
import type { DurationQuantity } from "../shared/quantity";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { GroupChildren } from "./children";

/** How a cluster uses a group's instances. */
export interface ClusterCapacityArgs {
  /** Name of the cluster that the instances join. Changing it replaces the instances one by one. */
  readonly clusterName: pulumi.Input<string>;
  /**
   * Share of the instances that tasks should take up, in percent from 1 to 100; the rest waits for more tasks. A plan of
   * `planCapacity` computes it.
   * @default 100
   */
  readonly targetCapacityPercent?: number;
  /** Memory of each instance that tasks don't get, in MiB: agents need it. @default 256 */
  readonly reservedMemoryMebibytes?: number;
  /**
   * Whether instances that run tasks are never taken away, rather than drained. `destroy` then needs them to be empty:
   * leave it off but for tasks that must not move (containers-roadmap issue 2862).
   * @default false
   */
  readonly managedTerminationProtection?: boolean;
  /** Time that an instance needs until tasks run on it, before which no further one is started for them. @default "90s" */
  readonly instanceWarmup?: DurationQuantity;
}

/**
 * Creates the capacity provider that scales a group by what tasks need. Its name is Pulumi's to choose, since a provider
 * can't be changed to another group.
 */
export function createCapacityProvider(
  { name, parent, tags, transform }: GroupChildren,
  args: ClusterCapacityArgs,
  group: aws.autoscaling.Group,
): aws.ecs.CapacityProvider {
  return new aws.ecs.CapacityProvider(
    ...transformed(
      transform.capacityProvider,
      name,
      {
        autoScalingGroupProvider: {
          autoScalingGroupArn: group.arn,
          managedDraining: "ENABLED",
          managedScaling: {
            status: "ENABLED",
            targetCapacity: args.targetCapacityPercent ?? 100,
            instanceWarmupPeriod: durationSeconds(args.instanceWarmup ?? "90s"),
            minimumScalingStepSize: 1,
            maximumScalingStepSize: 1000,
          },
          managedTerminationProtection: args.managedTerminationProtection === true ? "ENABLED" : "DISABLED",
        },
        tags: namedTags(name, tags),
      },
      { parent },
    ),
  );
}
