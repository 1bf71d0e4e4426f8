import { outputsOf, type CloudReader, type CloudResource } from "../../model/resource";
import { flag, number, text, texts } from "../../model/values";
import { GROUP } from "../../services/autoscaling/group-lookup";
import { boundsOf } from "../../services/autoscaling/group-rules";
import { oncePerObject } from "../model/once-per-object";

/** What the behaviour of an Auto Scaling group depends on. */
export interface GroupSettings {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly minSize: number;
  readonly maxSize: number;
  /** Between the bounds, whatever the resource says. */
  readonly desiredCapacity: number;
  readonly subnetIds: readonly string[];
  readonly healthCheckTypes: readonly string[];
  readonly healthCheckGraceSeconds: number;
  /** How long a new instance warms up, where nothing says otherwise. */
  readonly warmupSeconds: number;
  readonly protectsNewInstances: boolean;
  readonly terminationPolicies: readonly string[];
  readonly suspendedProcesses: readonly string[];
  readonly targetGroupArns: readonly string[];
}

/** The settings of a group, completed by AWS's defaults. */
export const groupSettings = oncePerObject((group: CloudResource): GroupSettings => {
  const { inputs, region } = group;
  const { minSize, maxSize } = boundsOf(inputs);
  const graceSeconds = number(inputs, "healthCheckGracePeriod") ?? 300;
  return {
    ...{ name: group.id, arn: text(group.computed, "arn") ?? "", region, minSize, maxSize },
    desiredCapacity: desiredCapacityOf(group),
    subnetIds: texts(inputs, "vpcZoneIdentifiers"),
    healthCheckTypes: (text(inputs, "healthCheckType") ?? "EC2").split(","),
    healthCheckGraceSeconds: graceSeconds,
    warmupSeconds: warmupSeconds(number(inputs, "defaultInstanceWarmup"), graceSeconds),
    protectsNewInstances: flag(inputs, "protectFromScaleIn") ?? false,
    terminationPolicies: texts(inputs, "terminationPolicies"),
    suspendedProcesses: texts(inputs, "suspendedProcesses"),
    targetGroupArns: texts(inputs, "targetGroupArns"),
  };
});

/** A default warmup of -1 removes an earlier one (Amazon EC2 Auto Scaling API Reference, RefreshPreferences). */
function warmupSeconds(defaultWarmup: number | undefined, graceSeconds: number): number {
  return defaultWarmup === undefined || defaultWarmup < 0 ? graceSeconds : defaultWarmup;
}

/** All Auto Scaling groups. */
export function groupsOf(cloud: CloudReader): readonly CloudResource[] {
  return cloud.ofType(GROUP);
}

/** The capacity that a group wants, within its bounds. */
export function desiredCapacityOf(group: CloudResource): number {
  const { minSize, maxSize } = boundsOf(group.inputs);
  const desired = number(outputsOf(group), "desiredCapacity") ?? minSize;
  return Math.min(Math.max(desired, minSize), maxSize);
}

/** New sizes of a group; what is undefined stays as it is. */
export interface NewSizes {
  readonly minSize?: number;
  readonly maxSize?: number;
  readonly desiredCapacity?: number;
}

/** The group with other bounds, which the engine sees when it reads the group, and its desired capacity within them. */
export function withSizes(group: CloudResource, sizes: NewSizes): CloudResource {
  const before = boundsOf(group.inputs);
  const { minSize = before.minSize, maxSize = before.maxSize } = sizes;
  const bounded = { ...group, inputs: { ...group.inputs, minSize, maxSize } };
  return withDesiredCapacity(bounded, sizes.desiredCapacity ?? desiredCapacityOf(group));
}

/**
 * The group with another desired capacity, within its bounds. What the program states stays in the inputs: the engine
 * sees the difference when it reads the group, as on AWS.
 */
export function withDesiredCapacity(group: CloudResource, desired: number): CloudResource {
  const { minSize, maxSize } = boundsOf(group.inputs);
  const desiredCapacity = Math.min(Math.max(desired, minSize), maxSize);
  return { ...group, computed: { ...group.computed, desiredCapacity } };
}
