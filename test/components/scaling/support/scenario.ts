import fc from "fast-check";
import type { ScalingTrigger } from "../../../../components/scaling";
import { scalingPlan, type ScalingPolicyDefinition } from "../../../../components/scaling/scaling-plan";
import type { EvaluatedAlarm, WatchedMetric } from "../../../../localcloud/services/cloudwatch/alarm-evaluation";
import type { AlarmState } from "../../../../localcloud/services/cloudwatch/alarm-state";
import { stateAfter, type World } from "../../../support/alarm-world";
import { created } from "./alarms";
import { SERVICE, validTriggers } from "./triggers";

/** Value of a trigger in a minute, whatever it is computed from. */
export type Level = (trigger: number, minute: number) => number | undefined;

/** Triggers of one service with the alarms that are made of them, and how late their metrics come. */
export interface Scenario {
  readonly triggers: readonly ScalingTrigger[];
  readonly policies: readonly ScalingPolicyDefinition[];
  readonly down: EvaluatedAlarm;
  readonly up: readonly EvaluatedAlarm[];
  /** Minutes by which the last of a trigger's metrics comes late. */
  readonly delayOf: (trigger: number) => number;
  readonly world: (level: Level) => World;
}

/** Any valid triggers, each metric late by 0 to 3 minutes of its own. */
export function scenarios(further: { readonly min: number; readonly max: number }): fc.Arbitrary<Scenario> {
  return fc
    .record({
      triggers: validTriggers,
      delays: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 8, maxLength: 8 }),
      further: fc.integer(further),
      emptySeries: fc.constantFrom("filled" as const, "left empty" as const),
    })
    .map(({ triggers, delays, ...rest }) => scenarioOf(triggers, delays, rest));
}

/** @param delays of values and of parts of ratios, trigger by trigger, then of the wholes. */
export function scenarioOf(
  triggers: readonly ScalingTrigger[],
  delays: readonly number[],
  rest: Pick<World, "further" | "emptySeries">,
): Scenario {
  const policies = scalingPlan("web", SERVICE, triggers);
  const alarms = (direction: string) =>
    policies.filter((policy) => policy.direction === direction).flatMap((policy) => policy.alarms.map(created));
  const [down] = alarms("down");
  if (down === undefined) throw new Error("no alarm for scaling down");
  const delay = ({ metricName }: WatchedMetric): number =>
    delays[indexOf(metricName) + (metricName.startsWith("Whole") ? triggers.length : 0)] ?? 0;
  return {
    triggers,
    policies,
    down,
    up: triggers.map(({ name }) => upAlarmOf(name, policies)),
    delayOf: (index) => Math.max(...metricsOf(triggers[index]).map(delay)),
    world: (level) => ({
      ...rest,
      delay,
      value: ({ metricName }, minute) => {
        const value = level(indexOf(metricName), minute);
        return value !== undefined && metricName.startsWith("Whole") ? 1 : value;
      },
    }),
  };
}

/** First minute from which on an alarm sounds without a break up to another, counted from 0. */
export function soundsFrom(alarm: EvaluatedAlarm, world: World, last: number): number | undefined {
  const states = Array.from({ length: last + 1 }, (_, minute): AlarmState => stateAfter(minute, alarm, world));
  const silent = states.findLastIndex((state) => state !== "ALARM");
  return silent === last ? undefined : silent + 1;
}

function upAlarmOf(trigger: string, policies: readonly ScalingPolicyDefinition[]): EvaluatedAlarm {
  const alarm = policies.flatMap(({ alarms }) => alarms).find(({ name }) => name === `web-scale-up-${trigger}`);
  if (alarm === undefined) throw new Error(`no alarm for ${trigger}`);
  return created(alarm);
}

function metricsOf(trigger: ScalingTrigger | undefined): WatchedMetric[] {
  return Object.values(trigger?.measure(SERVICE).metrics ?? {}).map((metric) => ({ dimensions: {}, ...metric }));
}

/** Metrics end in the number of their trigger. */
function indexOf(metricName: string): number {
  return Number(/\d+$/.exec(metricName)?.[0]);
}
