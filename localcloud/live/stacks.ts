import type { RunningKind, RunningKinds } from "../behaviour/model/running";
import { type CloudReader, outputsOf } from "../model/resource";
import { text } from "../model/values";

/** Types of resources to which something happens, with the outputs beside the id by which events name them. */
const NAMED_BY: Readonly<Record<string, readonly string[]>> = {
  "aws:appautoscaling/target:Target": ["resourceId"],
  "aws:autoscaling/group:Group": ["name"],
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": ["alarmName", "arn"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["name", "arn"],
  "aws:ecs/cluster:Cluster": ["arn"],
  "aws:ecs/service:Service": [],
  "aws:lb/targetGroup:TargetGroup": ["arn"],
};

/** Alarms that target tracking creates are called after what they scale. */
const OF_TARGET_TRACKING = /^TargetTracking-(.+)-Alarm(?:High|Low)/;

/** What something that runs belongs to, the first that is known. */
const OWNERS: { readonly [Kind in RunningKind]?: (running: RunningKinds[Kind]) => readonly (string | undefined)[] } = {
  alarm: ({ arn, name }) => [arn, name],
  instance: ({ autoScalingGroupName }) => [autoScalingGroupName],
  service: ({ arn }) => [arn],
  serviceDeployment: ({ serviceArn }) => [serviceArn],
  target: ({ targetGroupArn }) => [targetGroupArn],
  task: ({ serviceArn, clusterArn }) => [serviceArn, clusterArn],
};

/** A cloud that tells of its changes. */
type ToldCloud = CloudReader & { onChange(listener: () => void): void };

/** Tells which stack created what runs, also once it is deleted. What no stack created belongs to none. */
export class Stacks {
  private readonly byName = new Map<string, string>();
  private isCurrent = false;

  constructor(private readonly cloud: ToldCloud) {
    cloud.onChange(() => {
      this.isCurrent = false;
    });
  }

  /** The stack of what has a name: an id, an ARN, or what its events name it by. */
  ofNamed(name: string): string | undefined {
    this.look();
    const scaled = OF_TARGET_TRACKING.exec(name)?.[1];
    return this.byName.get(name) ?? (scaled === undefined ? undefined : this.byName.get(scaled));
  }

  /** The stack of something that runs. */
  ofRunning<Kind extends RunningKind>(kind: Kind, running: RunningKinds[Kind]): string | undefined {
    const names = OWNERS[kind]?.(running) ?? [];
    return names.flatMap((name) => (name === undefined ? [] : (this.ofNamed(name) ?? []))).at(0);
  }

  private look(): void {
    if (this.isCurrent) return;
    this.isCurrent = true;
    for (const [type, outputs] of Object.entries(NAMED_BY)) {
      for (const resource of this.cloud.ofType(type)) {
        const stack = stackOf(resource.urn);
        if (stack === undefined) continue;
        const own = outputsOf(resource);
        for (const name of [resource.id, ...outputs.map((output) => text(own, output))]) {
          if (name !== undefined) this.byName.set(name, stack);
        }
      }
    }
  }
}

/** The stack of a URN; undefined for what no program created. */
export function stackOf(urn: string): string | undefined {
  return /^urn:pulumi:(.+?)::/.exec(urn)?.[1];
}

/** Whether something belongs to a stack that is asked for, or to none: what nobody owns is shown to everybody. */
export function isShownTo(asked: string | undefined, owner: string | undefined): boolean {
  return asked === undefined || owner === undefined || owner === asked;
}
