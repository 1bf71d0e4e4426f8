import * as aws from "@pulumi/aws";
import type { Children } from "../shared/children";
import { durationSeconds } from "../shared/quantity";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { ClusterCapacityTransforms, GroupCapacityArgs } from "./args";

/**
 * Creates the capacity provider that scales a group by what tasks need. Pulumi chooses its name, since a provider can't
 * be changed to another group.
 */
export function createCapacityProvider(
  { name, parent, tags, transform }: Children<ClusterCapacityTransforms>,
  groupName: string,
  { autoScalingGroup, targetCapacityPercent, instanceWarmup }: GroupCapacityArgs,
): aws.ecs.CapacityProvider {
  const providerName = `${name}-${groupName}`;
  return new aws.ecs.CapacityProvider(
    ...transformed(
      transform.capacityProvider,
      providerName,
      {
        autoScalingGroupProvider: {
          autoScalingGroupArn: autoScalingGroup.groupArn,
          managedDraining: "ENABLED",
          managedScaling: {
            status: "ENABLED",
            targetCapacity: targetCapacityPercent ?? 100,
            instanceWarmupPeriod: durationSeconds(instanceWarmup ?? "90s"),
            minimumScalingStepSize: 1,
            maximumScalingStepSize: 1000,
          },
          managedTerminationProtection: autoScalingGroup.managedTerminationProtection ? "ENABLED" : "DISABLED",
        },
        tags: namedTags(providerName, tags),
      },
      // The group made its capacity provider itself before.
      { parent, aliases: [{ parent: autoScalingGroup }] },
    ),
  );
}
