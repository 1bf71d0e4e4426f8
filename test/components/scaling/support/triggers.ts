import fc from "fast-check";
import { autoScalingGroupTarget, ecsServiceTarget } from "../../../../components/scaling/scaling-targets";
import type { ScalingTrigger } from "../../../../components/scaling";
import type { Measurement } from "../../../../components/shared/metrics";
import { ArgumentProblems } from "../../../../components/shared/validation";
import { validateTriggers } from "../../../../components/scaling/validate-triggers";

export const SERVICE = ecsServiceTarget({ clusterName: "shop", serviceName: "web" });
export const GROUP = autoScalingGroupTarget("instances");
export const TARGET = {
  loadBalancerDimension: "app/web/1",
  targetGroupDimensions: ["targetgroup/blue/1", "targetgroup/green/2"],
};

/** A trigger of one metric. */
export function trigger(overrides: Partial<ScalingTrigger> = {}): ScalingTrigger {
  return {
    name: "custom",
    unit: "things",
    measure: () => ({ metrics: { value: { namespace: "Shop", metricName: "Things", statistic: "Average" } } }),
    above: 10,
    aboveFor: "2m",
    below: 5,
    belowFor: "4m",
    ...overrides,
  };
}

/** Problems of triggers, as `path: reason` lines. */
export function problemsOf(triggers: readonly ScalingTrigger[], target = SERVICE): string[] {
  const problems = new ArgumentProblems();
  validateTriggers(triggers, target, problems);
  return problems.all.map((each) => `${each.propertyPath}: ${each.reason}`);
}

const threshold = fc.integer({ min: -1000, max: 1000 }).map((value) => value / 8);
const minutes = fc.integer({ min: 1, max: 20 }).map((count) => `${count}m` as const);

/** Valid sets of one to four triggers, some of them computed from two metrics, some with steps. */
export const validTriggers: fc.Arbitrary<ScalingTrigger[]> = fc
  .array(
    fc.record({
      below: threshold,
      gap: fc.integer({ min: 1, max: 800 }).map((value) => value / 8),
      upFor: minutes,
      downFor: minutes,
      missing: fc.option(fc.integer({ min: -100, max: 0 }), { nil: undefined }),
      isRatio: fc.boolean(),
      steps: fc.array(fc.record({ by: fc.integer({ min: 1, max: 50 }), instances: fc.integer({ min: 1, max: 9 }) }), {
        maxLength: 3,
      }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((records) =>
    records.map(({ below, gap, upFor, downFor, missing, isRatio, steps }, index) => {
      const metric = (name: string) => ({ namespace: "Shop", metricName: `${name}${index}`, statistic: "Sum" });
      let above = below + gap;
      return trigger({
        name: `custom-${index}`,
        measure: (): Measurement =>
          isRatio
            ? { metrics: { part: metric("Part"), whole: metric("Whole") }, expression: "part / whole" }
            : { metrics: { value: metric("Value") } },
        above: below + gap,
        aboveFor: upFor,
        steps: steps.map(({ by, instances }) => ({ above: (above += by), instances })),
        below,
        belowFor: downFor,
        ...(missing !== undefined && { whenMissing: below + gap + missing }),
      });
    }),
  );
