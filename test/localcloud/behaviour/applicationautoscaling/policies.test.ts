import fc from "fast-check";
import type { Controller } from "../../../../localcloud/behaviour/model/controller";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { START } from "../support/deployed";
import { scaledWorld, service, stepPolicy, target, TASKS } from "./fixture";

/** Policies of the environments: two up, one down. */
const UP = stepPolicy("up", 2);
const DOWN = stepPolicy("down", -1, { cooldown: 600 });

function world(desired: number, bounds: readonly [number, number], ...policies: readonly CloudResource[]) {
  return scaledWorld([TASKS], service(desired), target(...bounds), ...policies);
}

describe("step scaling of a service", () => {
  it("changes the desired count, and says why in the words of Application Auto Scaling", () => {
    const { invoke, desired, running, events } = world(3, [2, 10], UP);
    invoke(60, { policy: "up", value: 1 });
    expect(desired()).toBe(5);
    expect(running.all("scalingActivity")).toMatchObject([
      {
        resourceId: "service/shop/web",
        description: "Setting desired count to 5.",
        cause: "monitor alarm busy in state ALARM triggered policy up",
        status: "Successful",
        statusMessage: "Successfully set desired count to 5. Change successfully fulfilled by ecs.",
        startedAt: START + 60_000,
        endedAt: START + 60_000,
        capacityBefore: 3,
        capacityAfter: 5,
      },
    ]);
    expect(events.map(({ source, subject }) => [source, subject])).toEqual([
      ["application-autoscaling", "service/shop/web"],
    ]);
    expect(running.all("policyInvocation")).toEqual([]);
  });

  it("adds only what a larger step adds more during the cooldown: 2, then 1 for a step of 3", () => {
    const steps = [
      { metricIntervalLowerBound: "0", metricIntervalUpperBound: "10", scalingAdjustment: 2 },
      { metricIntervalLowerBound: "10", scalingAdjustment: 3 },
    ];
    const { invoke, desired } = world(4, [1, 20], stepPolicy("up", steps));
    invoke(60, { policy: "up", value: 5 });
    expect(desired()).toBe(6);
    invoke(120, { policy: "up", value: 5 });
    expect(desired()).toBe(6);
    invoke(180, { policy: "up", value: 15 });
    expect(desired()).toBe(7);
    invoke(240, { policy: "up", value: 15 });
    expect(desired()).toBe(7);
    invoke(480, { policy: "up", value: 15 });
    expect(desired()).toBe(10);
  });

  it("waits for the end of the cooldown to scale in again, and after a scale-out", () => {
    const { invoke, desired } = world(6, [1, 20], UP, DOWN);
    invoke(60, { policy: "down", value: 1 });
    expect(desired()).toBe(5);
    invoke(659, { policy: "down", value: 1 });
    expect(desired()).toBe(5);
    invoke(660, { policy: "down", value: 1 });
    expect(desired()).toBe(4);
    invoke(1_300, { policy: "up", value: 1 });
    expect(desired()).toBe(6);
    invoke(1_599, { policy: "down", value: 1 });
    expect(desired()).toBe(6);
    invoke(1_600, { policy: "down", value: 1 });
    expect(desired()).toBe(5);
  });

  it("scales out at once during the cooldown of a scale-in, which ends it", () => {
    const { invoke, desired } = world(6, [1, 20], UP, DOWN);
    invoke(60, { policy: "down", value: 1 });
    invoke(70, { policy: "up", value: 1 });
    expect(desired()).toBe(7);
    invoke(370, { policy: "down", value: 1 });
    expect(desired()).toBe(6);
  });

  it("takes the largest of several policies that are started at once", () => {
    const { invoke, desired } = world(4, [1, 20], UP, stepPolicy("more", 5), DOWN);
    invoke(60, { policy: "down", value: 1 }, { policy: "up", value: 1 }, { policy: "more", value: 1 });
    expect(desired()).toBe(9);
  });

  it("waits until the tasks run before it begins the cooldown", () => {
    const { invoke, desired, running, until } = scaledWorld([], service(2), target(1, 9), UP);
    invoke(60, { policy: "up", value: 1 });
    expect(running.all("scalingActivity")).toMatchObject([{ status: "InProgress" }]);
    invoke(400, { policy: "up", value: 1 });
    expect(desired()).toBe(4);
    until(660);
    expect(running.all("scalingActivity")).toMatchObject([{ status: "Unfulfilled", endedAt: START + 660_000 }]);
    invoke(959, { policy: "up", value: 1 });
    expect(desired()).toBe(4);
    invoke(960, { policy: "up", value: 1 });
    expect(desired()).toBe(6);
  });

  it("stays within the bounds, and leaves a count beyond them alone", () => {
    const within = world(4, [3, 5], UP, stepPolicy("down", -5));
    within.invoke(60, { policy: "up", value: 1 });
    expect(within.desired()).toBe(5);
    within.invoke(1_000, { policy: "down", value: 1 });
    expect(within.desired()).toBe(3);
    const beyond = world(9, [3, 5], UP);
    beyond.invoke(60, { policy: "up", value: 1 });
    expect(beyond.desired()).toBe(9);
  });

  it.each([
    ["Out", "up", 4],
    ["In", "down", 4],
    ["Out", "down", 3],
    ["In", "up", 6],
  ])("is suspended for scaling %s: %s", (suspended, policy, expected) => {
    const suspendedState = { [`dynamicScaling${suspended}Suspended`]: true };
    const { invoke, desired } = scaledWorld([TASKS], service(4), target(1, 9, { suspendedState }), UP, DOWN);
    invoke(60, { policy, value: 1 });
    expect(desired()).toBe(expected);
  });

  it("scales out during a deployment, and not in", () => {
    const deploying: Controller = {
      name: "deploying",
      watches: [],
      hears: [],
      reconcile: ({ running }) => {
        const arn = service(0).id;
        if (running.find("service", arn) !== undefined) return {};
        const value = { arn, wanted: [], deploymentArn: "deployment", lastRevision: 1 };
        return { changes: [{ kind: "service", id: arn, value }] };
      },
    };
    const { invoke, desired } = scaledWorld([deploying, TASKS], service(4), target(1, 9), UP, DOWN);
    invoke(60, { policy: "down", value: 1 });
    expect(desired()).toBe(4);
    invoke(120, { policy: "up", value: 1 });
    expect(desired()).toBe(6);
  });

  it("does nothing without a value to choose a step by, and forgets policies that are gone", () => {
    const { running, cloud, world: small, until, desired } = world(4, [1, 9], UP);
    const invocation = { id: "0", policyArn: String(UP.computed.arn), alarmArn: "a", alarmName: "a", values: [] };
    const value = { ...invocation, alarmState: "ALARM", region: "eu-west-1", at: START, threshold: 0 } as const;
    const gone = { ...value, id: "1", policyArn: `${value.policyArn}-gone`, values: [5] };
    running.apply([
      { kind: "policyInvocation", id: "0", value },
      { kind: "policyInvocation", id: "1", value: gone },
    ]);
    small.observe({ kind: "world-started" });
    until(1);
    expect(desired()).toBe(4);
    expect(running.all("policyInvocation")).toEqual([]);
    expect(cloud.ofType("aws:appautoscaling/policy:Policy")).toHaveLength(1);
  });

  it("keeps a hundred activities", () => {
    const { invoke, running } = world(
      5,
      [1, 9],
      stepPolicy("up", 1, { cooldown: 0 }),
      stepPolicy("down", -1, { cooldown: 0 }),
    );
    for (let round = 0; round < 120; round++) {
      invoke(round * 20, { policy: "up", value: 1 });
      invoke(round * 20 + 10, { policy: "down", value: 1 });
    }
    expect(running.all("scalingActivity")).toHaveLength(100);
  });

  it("never leaves the bounds, and adds within a cooldown no more than its largest step", () => {
    const invocation = fc.record({
      after: fc.integer({ min: 1, max: 400 }),
      policy: fc.constantFrom("up", "down"),
      value: fc.nat(30),
    });
    const steps = [
      { metricIntervalLowerBound: "0", metricIntervalUpperBound: "10", scalingAdjustment: 1 },
      { metricIntervalLowerBound: "10", metricIntervalUpperBound: "20", scalingAdjustment: 2 },
      { metricIntervalLowerBound: "20", scalingAdjustment: 4 },
    ];
    fc.assert(
      fc.property(fc.array(invocation, { minLength: 1, maxLength: 25 }), (invocations) => {
        const small = world(4, [2, 12], stepPolicy("up", steps), DOWN);
        let at = 0;
        const outs: { at: number; added: number }[] = [];
        let lastIn = -Infinity;
        for (const { after, policy, value } of invocations) {
          at += after;
          const before = small.desired() ?? 0;
          small.invoke(at, { policy, value });
          const change = (small.desired() ?? 0) - before;
          expect(small.desired()).toBeGreaterThanOrEqual(2);
          expect(small.desired()).toBeLessThanOrEqual(12);
          if (change > 0) outs.push({ at, added: change });
          if (change < 0) {
            expect(outs.some((each) => at - each.at < 300)).toBe(false);
            expect(at - lastIn >= 600 || outs.some((each) => each.at > lastIn)).toBe(true);
            lastIn = at;
          }
        }
        // Whatever the alarms say, what is added within one cooldown isn't more than the largest step.
        outs.forEach((first, index) => {
          const chained = outs.slice(index).filter((each) => each.at - first.at < 300);
          expect(chained.slice(1).every((each) => each.added <= 3)).toBe(true);
        });
      }),
      { numRuns: 100 },
    );
  });
});
