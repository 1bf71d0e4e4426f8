import { serviceScaling } from "../../../../localcloud/behaviour/applicationautoscaling/policies";
import type { Controller } from "../../../../localcloud/behaviour/model/controller";
import type { RunningTask } from "../../../../localcloud/behaviour/model/task";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { number } from "../../../../localcloud/model/values";
import { resource, smallWorld, START } from "../support/deployed";

const SERVICE_ARN = "arn:aws:ecs:eu-west-1:123456789012:service/shop/web";
const SERVICE = "aws:ecs/service:Service";
const TARGET = "aws:appautoscaling/target:Target";
const OF_TARGET = {
  serviceNamespace: "ecs",
  resourceId: "service/shop/web",
  scalableDimension: "ecs:service:DesiredCount",
};

export function service(desiredCount: number): CloudResource {
  const cluster = "arn:aws:ecs:eu-west-1:123456789012:cluster/shop";
  return resource(SERVICE, SERVICE_ARN, { cluster, desiredCount }, { arn: SERVICE_ARN, name: "web" });
}

export function target(minCapacity: number, maxCapacity: number, inputs: CloudResource["inputs"] = {}): CloudResource {
  return resource(TARGET, "service/shop/web", { ...OF_TARGET, minCapacity, maxCapacity, ...inputs });
}

export function policyArn(name: string): string {
  return `arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:1:resource/ecs/service/shop/web:policyName/${name}`;
}

/** A policy that adds or removes tasks, in one step unless others are given. */
export function stepPolicy(
  name: string,
  steps: number | readonly CloudResource["inputs"][],
  settings: CloudResource["inputs"] = {},
): CloudResource {
  const stepAdjustments = Array.isArray(steps) ? steps : [{ metricIntervalLowerBound: "0", scalingAdjustment: steps }];
  const configuration = { adjustmentType: "ChangeInCapacity", cooldown: 300, stepAdjustments, ...settings };
  return policy(name, { policyType: "StepScaling", stepScalingPolicyConfiguration: configuration });
}

export function policy(
  name: string,
  inputs: CloudResource["inputs"],
  alarmArns: readonly string[] = [],
): CloudResource {
  const computed = { arn: policyArn(name), name, alarmArns };
  return resource("aws:appautoscaling/policy:Policy", name, { ...OF_TARGET, name, ...inputs }, computed);
}

/** Starts and stops tasks at once, as many as the service wants. */
export const TASKS: Controller = {
  name: "tasks",
  watches: ["resource"],
  hears: [],
  reconcile: ({ cloud, running, draw }) => {
    const wanted = number(cloud.find(SERVICE, SERVICE_ARN)?.inputs ?? {}, "desiredCount") ?? 0;
    const tasks = running.all("task");
    const started = Array.from({ length: Math.max(0, wanted - tasks.length) }, () => {
      const arn = `arn:aws:ecs:eu-west-1:123456789012:task/shop/${draw(32)}`;
      const value = { arn, region: "eu-west-1", serviceArn: SERVICE_ARN, lastStatus: "RUNNING", cpu: 256, memory: 512 };
      return { kind: "task", id: arn, value: { ...value, startedAt: START } as unknown as RunningTask } as const;
    });
    const stopped = tasks.slice(0, Math.max(0, tasks.length - wanted));
    return { changes: [...started, ...stopped.map(({ arn }) => ({ kind: "task", id: arn }) as const)] };
  },
};

/** A service that alarms scale. */
export function scaledWorld(controllers: readonly Controller[], ...resources: readonly CloudResource[]) {
  const small = smallWorld([...controllers, serviceScaling], ...resources);
  small.world.start();
  small.until(0);
  let invocations = 0;
  return {
    ...small,
    desired: () => number(small.cloud.find(SERVICE, SERVICE_ARN)?.inputs ?? {}, "desiredCount"),
    /** Lets an alarm start policies that many seconds after the start, all at once. */
    invoke: (seconds: number, ...of: readonly { readonly policy: string; readonly value: number }[]) => {
      small.until(seconds);
      small.running.apply(
        of.map(({ policy: name, value }) => {
          const id = String(invocations++);
          const common = { alarmArn: "alarm", alarmName: "busy", alarmState: "ALARM", region: "eu-west-1" } as const;
          const at = START + seconds * 1_000;
          const invocation = { id, policyArn: policyArn(name), ...common, at, values: [value], threshold: 0 };
          return { kind: "policyInvocation", id, value: invocation };
        }),
      );
      small.world.resourcesChanged();
      small.world.observe({ kind: "world-started" });
      small.until(seconds);
    },
  };
}
