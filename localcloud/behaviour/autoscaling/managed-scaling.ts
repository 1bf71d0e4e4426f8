import type { CloudReader, CloudResource } from "../../model/resource";
import { networkModeOf } from "../../services/ecs/network-rules";
import { TASK_DEFINITION } from "../../services/ecs/task-definition-lookup";
import { isWaiting } from "../ecs/tasks/waiting";
import { type Controller, type Outcome, type Situation, together } from "../model/controller";
import { type Instant, MINUTE, periodStart, SECOND } from "../model/instant";
import type { RunningInstance } from "../model/instance";
import type { MetricIdentity } from "../model/metric";
import { oncePerObject } from "../model/once-per-object";
import type { RunningTask } from "../model/task";
import { activityTime } from "./activity";
import {
  capacityProviders,
  clusterOfProvider,
  type ProviderSettings,
  type ScalingSettings,
} from "./capacity-providers";
import { standing } from "./group-in-hand";
import { groupSettings, groupsOf, withDesiredCapacity } from "./group-settings";
import { instanceOffers, instancesToAdd, type TaskResources } from "./instances-needed";
import { launchSpecification } from "./launch-specification";
import { capacityAfterScaleIn, capacityForTarget, type InstanceCount, reservation } from "./reservation";
import { busyInstances } from "./tasks-on-instances";

/** Minutes for which the reservation is below its target until ECS scales in ("Scale-in considerations"). */
const LOW_MINUTES = 15;

/**
 * Scales groups by what their capacity providers' tasks need, each minute (Amazon ECS Developer Guide, "Automatically
 * manage Amazon ECS capacity with cluster auto scaling").
 */
export const managedScaling: Controller = {
  name: "managed-scaling",
  watches: [],
  hears: ["world-started"],
  reconcile: (situation) => {
    const minute = periodStart(situation.now, 60);
    const wakeAt = minute + MINUTE;
    if (situation.observations.length > 0) return { wakeAt };
    const scaled = managedProviders(situation.cloud).map((provider) => scale(provider, minute, situation));
    return together([{ wakeAt }, ...scaled]);
  },
};

/** A provider that scales a group for a cluster. */
interface ManagedProvider {
  readonly provider: ProviderSettings;
  readonly scaling: ScalingSettings;
  readonly group: CloudResource;
  readonly clusterName: string;
}

function managedProviders(cloud: CloudReader): ManagedProvider[] {
  return capacityProviders(cloud).flatMap((provider) => {
    const group = groupsOf(cloud).find((each) => groupSettings(each).arn === provider.groupArn);
    const clusterName = clusterOfProvider(provider, cloud);
    if (provider.scaling === undefined || group === undefined || clusterName === undefined) return [];
    return { provider, scaling: provider.scaling, group, clusterName };
  });
}

/** Publishes the reservation of the minute that is over, and changes the capacity that the group wants. */
function scale(managed: ManagedProvider, minute: Instant, situation: Situation): Outcome {
  const { provider, group, clusterName } = managed;
  const instances = instancesOfGroup(group, situation);
  const count = countInstances(managed, instances, situation);
  const metric: MetricIdentity = {
    region: provider.region,
    namespace: "AWS/ECS/ManagedScaling",
    metricName: "CapacityProviderReservation",
    dimensions: { CapacityProviderName: provider.name, ClusterName: clusterName },
  };
  const value = reservation(count);
  const data = [{ ...metric, value, at: minute - MINUTE, unit: "Percent" }];
  const isLow = (): boolean => value < managed.scaling.targetCapacity && wasLow(metric, managed, minute, situation);
  const desired = newCapacity(managed, count, isLow, instances, situation.now);
  if (desired === undefined) return { data };
  return { data, ...changedCapacity(group, desired, situation.now) };
}

function instancesOfGroup(group: CloudResource, { running }: Situation): RunningInstance[] {
  const { name, region } = groupSettings(group);
  return running.all("instance").filter((each) => each.autoScalingGroupName === name && each.region === region);
}

function countInstances(
  { provider, scaling, group }: ManagedProvider,
  instances: readonly RunningInstance[],
  situation: Situation,
): InstanceCount {
  const running = instances.filter(({ containerInstance }) => isUsable(containerInstance));
  const busy = busyInstances(situation);
  return {
    running: running.length,
    empty: running.filter(({ id }) => !busy.has(id)).length,
    toAdd: neededForWaiting(provider, scaling, group, situation),
  };
}

function isUsable(registered: RunningInstance["containerInstance"]): boolean {
  return registered?.status === "ACTIVE" && registered.agentConnected;
}

function neededForWaiting(
  { name, region }: ProviderSettings,
  scaling: ScalingSettings,
  group: CloudResource,
  { running, cloud, parameters }: Situation,
): number {
  const launch = launchSpecification(group, cloud);
  const offers = launch && instanceOffers(launch, parameters);
  const waiting = running
    .all("task")
    .filter((task) => task.capacityProvider === name && task.region === region && isWaiting(task));
  return offers === undefined
    ? 0
    : instancesToAdd(
        waiting.map((task) => resourcesOf(task, cloud)),
        offers,
        scaling,
      );
}

function resourcesOf({ cpu, memory, taskDefinitionArn }: RunningTask, cloud: CloudReader): TaskResources {
  const definition = cloud.find(TASK_DEFINITION, taskDefinitionArn);
  return { cpu, memory, networkInterfaces: definition !== undefined && hasInterface(definition) ? 1 : 0 };
}

const hasInterface = oncePerObject(({ inputs }: CloudResource) => networkModeOf(inputs) === "awsvpc");

/** Whether the reservation was below its target in the minutes before the last one, as long as a scale-in needs. */
function wasLow(
  metric: MetricIdentity,
  { scaling }: ManagedProvider,
  minute: Instant,
  { metrics }: Situation,
): boolean {
  const before = metrics.values(metric, "Average", 60, minute - LOW_MINUTES * MINUTE, minute - MINUTE);
  return before.every((value) => value !== undefined && value < scaling.targetCapacity);
}

/** The capacity that the group is to want; undefined where that stays as it is. */
function newCapacity(
  { scaling, group }: ManagedProvider,
  count: InstanceCount,
  isLow: () => boolean,
  instances: readonly RunningInstance[],
  now: Instant,
): number | undefined {
  const { desiredCapacity } = groupSettings(group);
  const wanted = capacityForTarget(count, scaling.targetCapacity);
  if (wanted > desiredCapacity && reservation(count) > scaling.targetCapacity) {
    const isWarmingUp = standing(instances).some(({ launchedAt }) => now < launchedAt + scaling.warmupSeconds * SECOND);
    return isWarmingUp ? undefined : wanted;
  }
  return wanted < desiredCapacity && isLow() ? capacityAfterScaleIn(desiredCapacity, wanted) : undefined;
}

function changedCapacity(group: CloudResource, desired: number, now: Instant): Outcome {
  const before = groupSettings(group).desiredCapacity;
  const changed = withDesiredCapacity(group, desired);
  const after = groupSettings(changed).desiredCapacity;
  if (after === before) return {};
  const alarm = `TargetTracking-${group.id}-Alarm${after > before ? "High" : "Low"}`;
  const message = `At ${activityTime(now)} a monitor alarm ${alarm} in state ALARM triggered policy ECSManagedAutoScalingPolicy changing the desired capacity from ${before} to ${after}.`;
  return { resources: [changed], events: [{ source: "autoscaling", subject: group.id, message }] };
}
