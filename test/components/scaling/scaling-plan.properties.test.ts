import fc from "fast-check";
import type { ScalingTrigger } from "../../../components/scaling";
import {
  type ScalingAlarmDefinition,
  scalingPlan,
  type ScalingPolicyDefinition,
} from "../../../components/scaling/scaling-plan";
import { durationSeconds } from "../../../components/shared/quantity";
import { type Minutes, sounds } from "./support/alarms";
import { problemsOf, SERVICE, validTriggers } from "./support/triggers";

const MINUTES = 20;

/** Values for each metric of any trigger: quiet, busy, between, wild, or missing, for spells of several minutes. */
const spells = fc.array(
  fc.record({
    value: fc.oneof(
      fc.integer({ min: -2000, max: 2000 }).map((value) => value / 8),
      fc.constant(NaN),
      fc.constant(-1000),
      fc.constant(1000),
    ),
    length: fc.integer({ min: 1, max: MINUTES }),
  }),
  { minLength: 1, maxLength: 6 },
);

const weather = fc.array(spells, { minLength: 8, maxLength: 8 }).map((all): Minutes => {
  const series = all.map((some) =>
    some.flatMap(({ value, length }) => Array<number>(length).fill(value)).slice(-MINUTES),
  );
  const known = new Map<string, readonly number[]>();
  return (id) => {
    const values = known.get(id) ?? series[known.size % series.length] ?? [];
    known.set(id, values);
    return values;
  };
});

function alarmsOf(policies: readonly ScalingPolicyDefinition[], direction: "up" | "down") {
  return policies.filter((policy) => policy.direction === direction).flatMap(({ alarms }) => alarms);
}

/** The one policy and alarm that a trigger sets off. */
function upOf(trigger: ScalingTrigger, policies: readonly ScalingPolicyDefinition[]) {
  const [only, ...others] = policies.flatMap((policy) =>
    policy.alarms.filter(({ name }) => name === `web-scale-up-${trigger.name}`).map((alarm) => ({ policy, alarm })),
  );
  if (only === undefined || others.length > 0) throw new Error(`expected one alarm of ${trigger.name}`);
  return only;
}

function windowOf(alarm: ScalingAlarmDefinition): number {
  return alarm.periodSeconds * alarm.evaluationPeriods;
}

describe("the plan of any valid set of triggers", () => {
  const check = (predicate: (policies: ScalingPolicyDefinition[], triggers: ScalingTrigger[]) => void): void => {
    fc.assert(
      fc.property(validTriggers, (triggers) => {
        expect(problemsOf(triggers)).toEqual([]);
        predicate(scalingPlan("web", SERVICE, triggers), triggers);
      }),
    );
  };

  it("never scales up and down at once, whatever the metrics do", () => {
    let [up, down] = [0, 0];
    fc.assert(
      fc.property(validTriggers, weather, (triggers, minutes) => {
        const policies = scalingPlan("web", SERVICE, triggers);
        const goesUp = alarmsOf(policies, "up").some((alarm) => sounds(alarm, minutes));
        const goesDown = alarmsOf(policies, "down").some((alarm) => sounds(alarm, minutes));
        up += Number(goesUp);
        down += Number(goesDown);
        expect(goesUp && goesDown).toBe(false);
      }),
      { numRuns: 1000 },
    );
    expect(Math.min(up, down)).toBeGreaterThan(10); // both happen, so that the above says something
  });

  it("has windows of period times evaluation periods, all of which have to breach", () => {
    check((policies, triggers) => {
      for (const alarm of policies.flatMap(({ alarms }) => alarms)) {
        expect([10, 20, 30].includes(alarm.periodSeconds) || alarm.periodSeconds % 60 === 0).toBe(true);
        expect(alarm.datapointsToAlarm).toBe(alarm.evaluationPeriods);
        expect(windowOf(alarm)).toBeLessThanOrEqual(86_400);
      }
      const longest = Math.max(...triggers.map((trigger) => durationSeconds(trigger.down.for)));
      expect(alarmsOf(policies, "down").map(windowOf)).toEqual([longest]);
      for (const trigger of triggers) {
        expect(windowOf(upOf(trigger, policies).alarm)).toBe(durationSeconds(trigger.up.for));
      }
    });
  });

  it("has steps without gap or overlap, from the threshold to any value", () => {
    check((policies) => {
      for (const { steps } of policies) {
        const lower = steps.map(({ lowerBound }) => lowerBound);
        expect(lower[0]).toBe(0);
        expect(steps.map(({ upperBound }) => upperBound)).toEqual([...lower.slice(1), undefined]);
        expect(lower).toEqual([...new Set(lower)].sort((first, second) => first - second));
      }
    });
  });

  it("moves the target both ways for each trigger", () => {
    check((policies, triggers) => {
      const [down, ...others] = policies.filter(({ direction }) => direction === "down");
      const [quiet] = down?.alarms ?? [];
      expect(others).toEqual([]);
      expect(down?.steps.every(({ instances }) => instances < 0)).toBe(true);
      for (const trigger of triggers) {
        const { policy, alarm } = upOf(trigger, policies);
        expect(policy.steps.every(({ instances }) => instances > 0)).toBe(true);
        expect(alarm.threshold).toBeGreaterThan(trigger.down.below);
        expect(JSON.stringify(quiet?.queries.at(-1))).toContain(` < ${trigger.down.below}`);
      }
    });
  });

  it("refers to every query of an alarm, and to none that it has not", () => {
    check((policies) => {
      for (const { queries } of policies.flatMap(({ alarms }) => alarms)) {
        const ids = queries.map(({ id }) => id);
        const used = queries.flatMap(
          (query) => ("expression" in query ? query.expression.match(/\b[a-z]\w*/g) : null) ?? [],
        );
        expect(new Set(ids).size).toBe(ids.length);
        expect(new Set([...used, ids.at(-1)])).toEqual(new Set(ids));
      }
    });
  });
});
