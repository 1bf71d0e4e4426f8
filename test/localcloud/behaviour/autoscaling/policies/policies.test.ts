import { groupScaling } from "../../../../../localcloud/behaviour/autoscaling/policies/policies";
import { desiredCapacityOf } from "../../../../../localcloud/behaviour/autoscaling/group-settings";
import { metricAlarms } from "../../../../../localcloud/behaviour/cloudwatch/metric-alarms";
import { metricPublisher } from "../../../../../localcloud/behaviour/metrics/publisher";
import type { Controller } from "../../../../../localcloud/behaviour/model/controller";
import type { RunningInstance } from "../../../../../localcloud/behaviour/model/instance";
import type { MetricIdentity } from "../../../../../localcloud/behaviour/model/metric";
import type { CloudResource } from "../../../../../localcloud/model/resource";
import { resource, smallWorld, START } from "../../support/deployed";

const GROUP = "aws:autoscaling/group:Group";
const LAUNCH = 60;

function group(desiredCapacity: number, inputs: CloudResource["inputs"] = {}): CloudResource {
  const sizes = { minSize: 1, maxSize: 40, defaultCooldown: 300 };
  return resource(GROUP, "fleet", { ...sizes, ...inputs }, { arn: "group", desiredCapacity });
}

function policyArn(name: string): string {
  return `arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:1:autoScalingGroupName/fleet:policyName/${name}`;
}

function policy(name: string, inputs: CloudResource["inputs"]): CloudResource {
  const common = { name, autoscalingGroupName: "fleet", adjustmentType: "ChangeInCapacity" };
  return resource(
    "aws:autoscaling/policy:Policy",
    `fleet/${name}`,
    { ...common, ...inputs },
    { arn: policyArn(name), name },
  );
}

function simple(name: string, scalingAdjustment: number, inputs: CloudResource["inputs"] = {}): CloudResource {
  return policy(name, { policyType: "SimpleScaling", scalingAdjustment, ...inputs });
}

/** The steps of the guide's example, in percent. */
function steps(name: string, inputs: CloudResource["inputs"] = {}): CloudResource {
  const stepAdjustments = [
    { metricIntervalLowerBound: "0", metricIntervalUpperBound: "10", scalingAdjustment: 0 },
    { metricIntervalLowerBound: "10", metricIntervalUpperBound: "20", scalingAdjustment: 10 },
    { metricIntervalLowerBound: "20", scalingAdjustment: 30 },
  ];
  return policy(name, {
    policyType: "StepScaling",
    adjustmentType: "PercentChangeInCapacity",
    stepAdjustments,
    estimatedInstanceWarmup: 120,
    ...inputs,
  });
}

/** Launches and terminates instances, each in a minute. */
const INSTANCES: Controller = {
  name: "instances",
  watches: ["resource", "instance"],
  hears: [],
  reconcile: ({ now, cloud, running, draw }) => {
    const [fleet] = cloud.ofType(GROUP);
    if (fleet === undefined) return {};
    const all = running.all("instance");
    const ready = all.filter(
      ({ lifecycleState, launchedAt }) => lifecycleState === "Pending" && launchedAt + LAUNCH * 1_000 <= now,
    );
    const gone = all.filter(({ terminatingAt = Infinity }) => terminatingAt + LAUNCH * 1_000 <= now);
    const standing = all.filter(({ lifecycleState }) => lifecycleState !== "Terminating");
    const missing = desiredCapacityOf(fleet) - standing.length;
    const launched = Array.from({ length: Math.max(0, missing) }, () => {
      const id = draw(8);
      const lifecycleState = now === START ? "InService" : "Pending";
      const value = { id, region: "eu-west-1", autoScalingGroupName: "fleet", lifecycleState, launchedAt: now };
      return { kind: "instance", id, value: value as RunningInstance } as const;
    });
    const terminated = standing.slice(0, Math.max(0, -missing));
    const set = (value: RunningInstance) => ({ kind: "instance", id: value.id, value }) as const;
    return {
      changes: [
        ...launched,
        ...ready.map((each) => set({ ...each, lifecycleState: "InService" })),
        ...terminated.map((each) => set({ ...each, lifecycleState: "Terminating", terminatingAt: now })),
        ...gone.map(({ id }) => ({ kind: "instance", id }) as const),
      ],
      wakeAt: now + 1_000,
    };
  },
};

function world(desired: number, policies: readonly CloudResource[], inputs: CloudResource["inputs"] = {}) {
  const small = smallWorld([INSTANCES, groupScaling], group(desired, inputs), ...policies);
  small.world.start();
  small.until(0);
  let invocations = 0;
  return {
    ...small,
    desired: () => small.cloud.ofType(GROUP).map(desiredCapacityOf)[0],
    invoke: (seconds: number, ...of: readonly { readonly policy: string; readonly value?: number }[]) => {
      small.until(seconds);
      small.running.apply(
        of.map(({ policy: name, value = 0 }) => {
          const id = String(invocations++);
          const common = { alarmArn: "alarm", alarmName: "busy", alarmState: "ALARM", region: "eu-west-1" } as const;
          const at = START + seconds * 1_000;
          const invocation = { id, policyArn: policyArn(name), ...common, at, values: [value], threshold: 50 };
          return { kind: "policyInvocation", id, value: invocation };
        }),
      );
      small.world.observe({ kind: "world-started" });
      small.until(seconds);
    },
  };
}

describe("a simple policy", () => {
  it("changes the desired capacity, and says why as Auto Scaling does", () => {
    const { invoke, desired, events, running } = world(2, [simple("up", 1)]);
    invoke(10, { policy: "up" });
    expect(desired()).toBe(3);
    expect(events).toMatchObject([
      {
        source: "autoscaling",
        subject: "fleet",
        message:
          "At 2026-11-30T12:00:10Z a monitor alarm busy in state ALARM triggered policy up changing the desired capacity from 2 to 3.",
      },
    ]);
    expect(running.all("policyInvocation")).toEqual([]);
  });

  it("waits until the last instance is in service and the cooldown of the group is over, whatever the direction", () => {
    const { invoke, desired } = world(2, [simple("up", 1), simple("down", -1)]);
    invoke(10, { policy: "up" });
    invoke(60, { policy: "up" });
    invoke(369, { policy: "up" });
    invoke(369, { policy: "down" });
    expect(desired()).toBe(3);
    invoke(371, { policy: "down" });
    expect(desired()).toBe(2);
  });

  it("has a cooldown of its own where it says so", () => {
    const { invoke, desired } = world(2, [simple("up", 1, { cooldown: 60 })]);
    invoke(10, { policy: "up" });
    invoke(129, { policy: "up" });
    expect(desired()).toBe(3);
    invoke(131, { policy: "up" });
    expect(desired()).toBe(4);
  });

  it("sets exact capacities within the bounds", () => {
    const { invoke, desired } = world(2, [simple("to", 9, { adjustmentType: "ExactCapacity" })], { maxSize: 5 });
    invoke(10, { policy: "to" });
    expect(desired()).toBe(5);
  });

  it("does nothing while it is off, or while the group takes no alarms", () => {
    const off = world(2, [simple("up", 1, { enabled: false })]);
    off.invoke(10, { policy: "up" });
    expect(off.desired()).toBe(2);
    const suspended = world(2, [simple("up", 1)], { suspendedProcesses: ["AlarmNotification"] });
    suspended.invoke(10, { policy: "up" });
    expect(suspended.desired()).toBe(2);
  });
});

describe("a policy with steps", () => {
  it("counts instances that warm up as a part of the next step: 10, then 11 at 60 percent, 13 at 70", () => {
    const { invoke, desired } = world(10, [steps("up")]);
    invoke(10, { policy: "up", value: 60 });
    expect(desired()).toBe(11);
    invoke(70, { policy: "up", value: 60 });
    expect(desired()).toBe(11);
    invoke(130, { policy: "up", value: 70 });
    expect(desired()).toBe(13);
    // Once the instances have warmed up, the next breach counts from there: 30 percent of 13 are 3.9.
    invoke(400, { policy: "up", value: 70 });
    expect(desired()).toBe(16);
  });

  it("takes the group's warmup, and without one its cooldown", () => {
    const own = world(10, [steps("up", { estimatedInstanceWarmup: undefined })], { defaultInstanceWarmup: 30 });
    own.invoke(10, { policy: "up", value: 60 });
    own.invoke(101, { policy: "up", value: 60 });
    expect(own.desired()).toBe(12);
    const cooled = world(10, [steps("up", { estimatedInstanceWarmup: undefined })]);
    cooled.invoke(10, { policy: "up", value: 60 });
    cooled.invoke(369, { policy: "up", value: 60 });
    expect(cooled.desired()).toBe(11);
    cooled.invoke(372, { policy: "up", value: 60 });
    expect(cooled.desired()).toBe(12);
  });

  it("scales in no instance twice, and not while others warm up", () => {
    const down = policy("down", {
      policyType: "StepScaling",
      stepAdjustments: [{ metricIntervalUpperBound: "0", scalingAdjustment: -2 }],
    });
    const { invoke, desired } = world(10, [steps("up"), down]);
    invoke(10, { policy: "down", value: 10 });
    expect(desired()).toBe(8);
    invoke(40, { policy: "down", value: 10 });
    expect(desired()).toBe(8);
    invoke(80, { policy: "down", value: 10 });
    expect(desired()).toBe(6);
    invoke(200, { policy: "up", value: 70 });
    expect(desired()).toBe(7);
    invoke(300, { policy: "down", value: 10 });
    expect(desired()).toBe(7);
    invoke(400, { policy: "down", value: 10 });
    expect(desired()).toBe(5);
  });

  it("does nothing without a value", () => {
    const { running, world: small, until, desired } = world(4, [steps("up")]);
    const common = { alarmArn: "a", alarmName: "a", alarmState: "ALARM", region: "eu-west-1", at: START } as const;
    const value = { id: "0", policyArn: policyArn("up"), ...common, values: [], threshold: 50 };
    running.apply([{ kind: "policyInvocation", id: "0", value }]);
    small.observe({ kind: "world-started" });
    until(1);
    expect([desired(), running.all("policyInvocation")]).toEqual([4, []]);
  });
});

describe("a policy with a target", () => {
  const tracking = (name: string, settings: CloudResource["inputs"] = {}): CloudResource =>
    policy(name, {
      policyType: "TargetTrackingScaling",
      adjustmentType: undefined,
      estimatedInstanceWarmup: 120,
      targetTrackingConfiguration: {
        targetValue: 50,
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
        ...settings,
      },
    });
  const CPU = {
    region: "eu-west-1",
    namespace: "AWS/EC2",
    metricName: "CPUUtilization",
    dimensions: { AutoScalingGroupName: "fleet" },
  };

  function tracked(desired: number, ...policies: readonly CloudResource[]) {
    const small = smallWorld([metricPublisher, metricAlarms, INSTANCES, groupScaling], group(desired), ...policies);
    small.world.start();
    small.until(0);
    const load = (value: number, from: number, to: number, metric: MetricIdentity = CPU): void => {
      for (let minute = from; minute < to; minute++) {
        small.world.observe({ kind: "metric-data", data: [{ ...metric, at: START + minute * 60_000, value }] });
      }
    };
    return { ...small, load, desired: () => small.cloud.ofType(GROUP).map(desiredCapacityOf)[0] };
  }

  it("has alarms of its own, as AWS names them", () => {
    const { running } = tracked(4, tracking("cpu"));
    expect(running.all("alarm").map(({ name }) => name)).toEqual([
      "TargetTracking-fleet-AlarmHigh-1",
      "TargetTracking-fleet-AlarmLow-1",
    ]);
  });

  it("scales out in proportion, and counts what warms up", () => {
    const { load, until, desired } = tracked(4, tracking("cpu"));
    load(80, 0, 5);
    until(186);
    expect(desired()).toBe(7);
    until(246);
    expect(desired()).toBe(7);
  });

  it("scales in after 15 minutes, where its other policies would too", () => {
    const alone = tracked(10, tracking("cpu"));
    alone.load(20, 0, 20);
    alone.until(15 * 60 + 6);
    expect(alone.desired()).toBe(4);
    const own = {
      predefinedMetricSpecification: undefined,
      customizedMetricSpecification: {
        ...{ namespace: "Shop", metricName: "Load", statistic: "Average" },
        metricDimensions: [{ name: "Fleet", value: "fleet" }],
      },
    };
    const held = tracked(10, tracking("cpu"), {
      ...tracking("load", own),
      computed: { arn: policyArn("load").replace("scalingPolicy:1:", "scalingPolicy:2:"), name: "load" },
    });
    held.load(20, 0, 20);
    held.load(50, 0, 20, { ...CPU, namespace: "Shop", metricName: "Load", dimensions: { Fleet: "fleet" } });
    held.until(20 * 60);
    expect(held.desired()).toBe(10);
  });
});

it("takes the largest capacity of several policies", () => {
  const { invoke, desired } = world(10, [simple("up", 2), steps("more"), simple("down", -3)]);
  invoke(10, { policy: "down" }, { policy: "up" }, { policy: "more", value: 90 });
  expect(desired()).toBe(13);
});
