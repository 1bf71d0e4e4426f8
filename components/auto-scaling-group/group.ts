import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { durationSeconds } from "../shared/quantity";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { AutoScalingGroupArgs, GroupChildren, InstanceRefreshArgs, WarmPoolArgs } from "./args";
import { isLookedUpAtLaunch } from "./machine-image";

/** Age at which an instance is replaced where nothing else is given. */
export const DEFAULT_MAX_INSTANCE_LIFETIME = "30d";

/** Metrics of the group, which cost nothing and come every minute. */
const METRICS: aws.autoscaling.Metric[] = [
  "GroupDesiredCapacity",
  "GroupInServiceInstances",
  "GroupMaxSize",
  "GroupMinSize",
  "GroupPendingInstances",
  "GroupTerminatingInstances",
  "GroupTotalInstances",
];

/** ECS sets this tag on groups that it scales; an update without it would remove it. */
const MANAGED_BY_ECS = { AmazonECSManaged: "true" };

/** Creates the group after everything that its first instance needs. */
export function createGroup(
  { name, parent, tags, transform }: GroupChildren,
  args: AutoScalingGroupArgs,
  template: aws.ec2.LaunchTemplate,
  dependsOn: readonly pulumi.Resource[],
): aws.autoscaling.Group {
  const isProtected = args.cluster?.managedTerminationProtection === true;
  const allTags = { ...namedTags(name, tags), ...(args.cluster !== undefined && MANAGED_BY_ECS) };
  return new aws.autoscaling.Group(
    ...transformed(
      transform.group,
      name,
      {
        minSize: args.minSize,
        maxSize: args.maxSize,
        ...(args.desiredCapacity !== undefined && { desiredCapacity: args.desiredCapacity }),
        vpcZoneIdentifiers: args.subnetIds,
        ...launch(args.instanceTypes, template),
        ...health(args),
        protectFromScaleIn: isProtected,
        maxInstanceLifetime: durationSeconds(args.maxInstanceLifetime ?? DEFAULT_MAX_INSTANCE_LIFETIME),
        instanceRefresh: { strategy: "Rolling", preferences: refreshPreferences(args) },
        ...(args.warmPool !== undefined && { warmPool: warmPool(args.warmPool) }),
        enabledMetrics: METRICS,
        metricsGranularity: "1Minute",
        // Deletes the group with its instances. AWS would refuse to delete it first, and then what it depends on.
        forceDelete: true,
        tags: Object.entries(allTags).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
      },
      {
        parent,
        dependsOn: [...dependsOn],
        // Scaling sets the number of instances. An update must not set it back.
        ignoreChanges: ["desiredCapacity"],
      },
    ),
  );
}

/**
 * Names the version of the template by its number. With `$Latest`, a refresh wouldn't start by itself, nor roll back.
 */
function launch(
  instanceTypes: readonly string[],
  template: aws.ec2.LaunchTemplate,
): Pick<aws.autoscaling.GroupArgs, "launchTemplate" | "mixedInstancesPolicy"> {
  const version = template.latestVersion.apply(String);
  if (instanceTypes.length === 1) return { launchTemplate: { id: template.id, version } };
  return {
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: template.id, version },
        overrides: instanceTypes.map((instanceType) => ({ instanceType })),
      },
      instancesDistribution: { onDemandAllocationStrategy: "prioritized", onDemandPercentageAboveBaseCapacity: 100 },
    },
  };
}

function health({
  targetGroupArns = [],
  healthCheckGracePeriod = "2m",
}: AutoScalingGroupArgs): Partial<aws.autoscaling.GroupArgs> {
  return {
    healthCheckGracePeriod: durationSeconds(healthCheckGracePeriod),
    healthCheckType: targetGroupArns.length > 0 ? "ELB" : "EC2",
    ...(targetGroupArns.length > 0 && { targetGroupArns: [...targetGroupArns] }),
  };
}

function refreshPreferences(args: AutoScalingGroupArgs): aws.types.input.autoscaling.GroupInstanceRefreshPreferences {
  const {
    minHealthyPercentage = 100,
    maxHealthyPercentage = 150,
    instanceWarmup = "5m",
    alarmNames = [],
  }: InstanceRefreshArgs = args.instanceRefresh ?? {};
  // AWS starts no refresh with these where launches look their image up: nothing says which instances match.
  const knowsItsImage = !isLookedUpAtLaunch(args);
  return {
    minHealthyPercentage,
    maxHealthyPercentage,
    instanceWarmup: String(durationSeconds(instanceWarmup)),
    autoRollback: knowsItsImage,
    skipMatching: knowsItsImage,
    scaleInProtectedInstances: "Refresh",
    ...(alarmNames.length > 0 && { alarmSpecification: { alarms: [...alarmNames] } }),
  };
}

function warmPool({
  minSize = 1,
  maxPreparedCapacity,
  state = "Stopped",
  reuseOnScaleIn = true,
}: WarmPoolArgs): aws.types.input.autoscaling.GroupWarmPool {
  return {
    minSize,
    poolState: state,
    instanceReusePolicy: { reuseOnScaleIn },
    ...(maxPreparedCapacity !== undefined && { maxGroupPreparedCapacity: maxPreparedCapacity }),
  };
}
