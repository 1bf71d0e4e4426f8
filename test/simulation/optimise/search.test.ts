import type { CloudResource } from "../../../localcloud/model/resource";
import { adviceText } from "../../../simulation/optimise/advice";
import { search } from "../../../simulation/optimise/search";
import { type Setting, SETTINGS } from "../../../simulation/optimise/settings";
import type { ServiceReport } from "../../../simulation/result/report";
import type { ServiceSummary } from "../../../simulation/result/summary";
import { verdictsOf } from "../../../simulation/result/verdict";
import { parseTrace } from "../../../simulation/traces/trace";

const TRACE = parseTrace("flat", "time,requests_per_second\n00:00,1\n01:00,1");
const SERVICE = "shop-production-web-0123456";
const RESOURCE_ID = `service/shop/${SERVICE}`;
const UP = `arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:1:resource/ecs/${RESOURCE_ID}:policyName/up`;
const DOWN = `arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:2:resource/ecs/${RESOURCE_ID}:policyName/down`;

function resource(type: string, id: string, inputs: object, arn = ""): CloudResource {
  const common = { type, id, region: "eu-west-1", urn: `urn:pulumi:production::shop::${type}::${id}` };
  return { ...common, inputs: { ...inputs }, computed: { arn } };
}

function policy(id: string, arn: string, cooldown: number, scalingAdjustment: number): CloudResource {
  const stepScalingPolicyConfiguration = { cooldown, stepAdjustments: [{ scalingAdjustment }] };
  return resource(
    "aws:appautoscaling/policy:Policy",
    id,
    { resourceId: RESOURCE_ID, stepScalingPolicyConfiguration },
    arn,
  );
}

const RESOURCES = [
  resource("aws:appautoscaling/target:Target", RESOURCE_ID, {
    resourceId: RESOURCE_ID,
    minCapacity: 3,
    maxCapacity: 20,
  }),
  policy("up", UP, 300, 2),
  policy("down", DOWN, 600, -1),
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", "shop-web-scale-up-cpu", {
    ...{ threshold: 70, evaluationPeriods: 2, datapointsToAlarm: 2, alarmActions: [UP] },
  }),
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", "shop-web-scale-down", {
    ...{ evaluationPeriods: 15, datapointsToAlarm: 15, alarmActions: [DOWN] },
    metricQueries: [{ id: "quiet", expression: "IF(FILL(cpu, 29) >= 30 OR secondsSinceData > 180, 0, 1)" }],
  }),
];

const SCALED = { resourceId: RESOURCE_ID, resources: RESOURCES };

function setting(key: string): Setting {
  const found = SETTINGS.find((each) => each.key === key);
  if (found === undefined) throw new Error(`no setting ${key}`);
  return found;
}

function value(key: string, resources: readonly CloudResource[]): number {
  return setting(key).read({ resourceId: RESOURCE_ID, resources }) ?? 0;
}

/** A service of a utilisation, that meets the other targets. */
function report(utilisation: number): ServiceReport {
  const summary: ServiceSummary = {
    ...{ service: SERVICE, requests: 1000, failed: 0, availability: 100, scalingAvailability: 100 },
    ...{ worstP95: 1, medianP95: 1, leastTasks: 3, fewestTasks: 3, mostTasks: 9, utilisation, mostQueued: 0 },
    ...{ scaledUtilisation: utilisation, taskHours: 60, fixedFleet: 10, fixedFleetHours: 100, ups: 3, downs: 3 },
    ...{ reactions: [90], unanswered: 0, longestHeldMinutes: 1 },
  };
  return { summary, steps: [], verdicts: verdictsOf(summary) };
}

describe("the settings of a service's scaling", () => {
  it.each([
    ["triggers.cpu.above", 70, 75],
    ["triggers.cpu.aboveFor", 2, 3],
    ["triggers.cpu.below", 30, 55],
    ["triggers.*.belowFor", 15, 5],
    ["minInstances", 3, 2],
    ["maxInstances", 20, 30],
    ["speed.addedInstances", 2, 4],
    ["speed.upCooldownSeconds", 300, 120],
    ["speed.removedInstances", 1, 2],
    ["speed.downCooldownSeconds", 600, 300],
  ])("%s is %d, and %d after it is set", (key, before, after) => {
    expect(setting(key).read(SCALED)).toBe(before);
    const resources = setting(key).write(SCALED, after);
    expect(value(key, resources)).toBe(after);
    const others = SETTINGS.filter((each) => each.key !== key);
    const [now, then] = [{ resourceId: RESOURCE_ID, resources }, SCALED];
    expect(others.map((each) => each.read(now))).toEqual(others.map((each) => each.read(then)));
  });

  it("keeps a missing value quiet below the new threshold", () => {
    const resources = setting("triggers.cpu.below").write(SCALED, 55);
    expect(JSON.stringify(resources)).toContain("FILL(cpu, 54) >= 55");
  });

  it("has nothing of a trigger that the service doesn't have", () => {
    expect(setting("triggers.memory.above").read(SCALED)).toBeUndefined();
  });
});

describe("the search", () => {
  const args = { resources: RESOURCES, trace: TRACE, service: SERVICE, budget: 60 };
  /** A later scale-down lets tasks idle: each 5 % more of the threshold adds 2 % of utilisation. */
  const byThreshold = (resources: readonly CloudResource[]): ServiceReport =>
    report(50 + ((value("triggers.cpu.below", resources) - 30) / 5) * 2);

  it("moves a setting until all targets are met, and prints the keys to paste", () => {
    const found = search({ ...args, evaluate: byThreshold });
    expect(found?.changes.map(({ setting: { key }, before, value: now }) => [key, before, now])).toEqual([
      ["triggers.cpu.below", 30, 55],
    ]);
    expect(found?.simulations).toBe(6);
    const text = found === undefined ? "" : adviceText(found, "web");
    expect(text).toContain("50.0 % (missed)");
    expect(text).toContain("60.0 % (met)");
    expect(text).toContain(
      "proofpix:services:\n  - name: web\n    scaling:\n      triggers:\n        cpu: { below: 55 }",
    );
  });

  it("says what no configuration meets, with the best that it found", () => {
    const evaluate = (resources: readonly CloudResource[]): ServiceReport =>
      report(50 + 2 * value("speed.removedInstances", resources));
    const found = search({ ...args, evaluate });
    const text = found === undefined ? "" : adviceText(found, "web");
    expect(text).toContain("No configuration that was tried meets utilisation");
    expect(text).toContain("removedInstances: 3 (now 1)");
    expect(text).not.toContain("proofpix:services");
  });

  it("never gives less than the bounds that people decided", () => {
    const evaluate = (resources: readonly CloudResource[]): ServiceReport =>
      report(10 - value("minInstances", resources) - value("maxInstances", resources) / 10);
    expect(search({ ...args, evaluate })?.changes).toEqual([]);
  });

  it("keeps to its budget", () => {
    const evaluate = jest.fn(() => report(10));
    expect(search({ ...args, budget: 7, evaluate })?.simulations).toBe(7);
    expect(evaluate).toHaveBeenCalledTimes(7);
  });

  it("never tries a trigger that is quiet above its threshold", () => {
    const tried: [number, number][] = [];
    search({
      ...args,
      evaluate: (resources) => {
        tried.push([value("triggers.cpu.below", resources), value("triggers.cpu.above", resources)]);
        return report(10 + value("triggers.cpu.below", resources) - value("triggers.cpu.above", resources) / 2);
      },
    });
    expect(tried.filter(([below, above]) => below >= above)).toEqual([]);
    expect(tried.length).toBeGreaterThan(10);
  });

  it("changes nothing where every target is met", () => {
    const found = search({ ...args, evaluate: () => report(65) });
    expect([found?.simulations, found?.changes]).toEqual([1, []]);
    expect(found === undefined ? "" : adviceText(found, "web")).toContain("nothing to change");
  });
});
