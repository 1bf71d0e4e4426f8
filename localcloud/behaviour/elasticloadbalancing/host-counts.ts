import type { CloudReader, CloudResource } from "../../model/resource";
import { text } from "../../model/values";
import { kindOf } from "../../services/lb/protocols";
import type { Controller } from "../model/controller";
import { type Instant, MINUTE, periodStart } from "../model/instant";
import type { MetricDatum } from "../model/metric";
import type { RunningTarget } from "../model/target";
import { targetGroupSettings } from "./target-group-settings";
import { usersOfTargetGroups } from "./target-group-use";

/**
 * Counts of healthy and unhealthy targets, of each minute at its end (User Guide for Application Load Balancers,
 * "CloudWatch metrics for your Application Load Balancer": reported where there are registered targets).
 */
export const hostCounts: Controller = {
  name: "host-counts",
  watches: [],
  hears: ["world-started"],
  reconcile: ({ now, cloud, running, observations }) => {
    const minute = periodStart(now, 60);
    const wakeAt = minute + MINUTE;
    if (observations.length > 0) return { wakeAt };
    return { wakeAt, data: countsOf(running.all("target"), cloud, minute - MINUTE) };
  },
};

function countsOf(targets: readonly RunningTarget[], cloud: CloudReader, at: Instant): MetricDatum[] {
  if (targets.length === 0) return [];
  const users = usersOfTargetGroups(cloud);
  return cloud.ofType("aws:lb/targetGroup:TargetGroup").flatMap((group) => {
    const ofGroup = targets.filter(({ targetGroupArn, state }) => targetGroupArn === group.id && state !== "draining");
    if (ofGroup.length === 0) return [];
    return (users.get(group.id) ?? []).flatMap((loadBalancer) => countsFor(loadBalancer, group, ofGroup, at));
  });
}

/** The counts of all targets, then those of each zone. */
function countsFor(
  loadBalancer: CloudResource,
  group: CloudResource,
  targets: readonly RunningTarget[],
  at: Instant,
): MetricDatum[] {
  const { region, dimension } = targetGroupSettings(group);
  const namespace = kindOf(loadBalancer.inputs) === "network" ? "AWS/NetworkELB" : "AWS/ApplicationELB";
  const dimensions = { TargetGroup: dimension, LoadBalancer: text(loadBalancer.computed, "arnSuffix") ?? "" };
  const zones = [...new Set(targets.map(({ availabilityZone }) => availabilityZone))];
  const counted = [undefined, ...zones].flatMap((zone) => {
    const within = zone === undefined ? dimensions : { ...dimensions, AvailabilityZone: zone };
    const ofZone = targets.filter(({ availabilityZone }) => zone === undefined || zone === availabilityZone);
    return [
      { metricName: "HealthyHostCount", value: inStateOf(ofZone, "healthy"), dimensions: within },
      { metricName: "UnHealthyHostCount", value: inStateOf(ofZone, "unhealthy"), dimensions: within },
    ];
  });
  return counted.map((datum) => ({ region, namespace, at, unit: "Count", ...datum }));
}

function inStateOf(targets: readonly RunningTarget[], state: RunningTarget["state"]): number {
  return targets.filter((target) => target.state === state).length;
}
