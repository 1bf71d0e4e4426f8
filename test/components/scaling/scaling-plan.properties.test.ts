import fc from "fast-check";
import type { ScalingTrigger } from "../../../components/scaling";
import { scalingPlan, type ScalingPolicyDefinition } from "../../../components/scaling/scaling-plan";
import type { AlarmDefinition } from "../../../components/shared/alarm";
import { durationSeconds } from "../../../components/shared/quantity";
import { problemsOf, SERVICE, validTriggers } from "./support/triggers";

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

function windowOf(alarm: AlarmDefinition): number {
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

  it("has windows of period times evaluation periods, all of which have to breach", () => {
    check((policies, triggers) => {
      for (const alarm of policies.flatMap(({ alarms }) => alarms)) {
        expect([10, 20, 30].includes(alarm.periodSeconds) || alarm.periodSeconds % 60 === 0).toBe(true);
        expect(alarm.datapointsToAlarm).toBe(alarm.evaluationPeriods);
        expect(windowOf(alarm)).toBeLessThanOrEqual(86_400);
      }
      const longest = Math.max(240, ...triggers.map((trigger) => durationSeconds(trigger.belowFor)));
      expect(alarmsOf(policies, "down").map(windowOf)).toEqual([longest]);
      for (const trigger of triggers) {
        expect(windowOf(upOf(trigger, policies).alarm)).toBe(durationSeconds(trigger.aboveFor));
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
        expect(alarm.threshold).toBeGreaterThan(trigger.below);
        expect(JSON.stringify(quiet?.queries.at(-1))).toContain(` >= ${trigger.below}`);
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
