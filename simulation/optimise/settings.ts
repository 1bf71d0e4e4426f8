import type { CloudResource } from "../../localcloud/model/resource";
import { number, objects, text, texts } from "../../localcloud/model/values";
import { SCALING_POLICY } from "../../localcloud/services/appautoscaling/scalable-target";

/** Where the settings of a service's scaling stand among its resources. */
export interface ScaledResources {
  /** `service/<cluster>/<service>`. */
  readonly resourceId: string;
  readonly resources: readonly CloudResource[];
}

/** A number of a service's scaling that a search may change. */
export interface Setting {
  /** Key below `proofpix:services[].scaling`, or below `speed` of the component `ServiceScaling`. */
  readonly key: string;
  /** Whether the configuration has the key; else it is an argument of the component. */
  readonly isOfConfiguration: boolean;
  readonly unit: "" | "m" | "s";
  /** What may be tried, the smallest first. */
  readonly values: readonly number[];
  /** Whether only larger values may be tried: fewer instances than configured would save by giving up what people decided. */
  readonly isOnlyRaised?: boolean;
  readonly read: (scaled: ScaledResources) => number | undefined;
  readonly write: (scaled: ScaledResources, value: number) => CloudResource[];
}

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const TARGET = "aws:appautoscaling/target:Target";

/** Triggers of the configuration: the key, the name in the alarm's, and the name in the alarm for scaling down. */
const TRIGGERS = [
  { key: "cpu", alarm: "cpu", id: "cpu", above: [50, 55, 60, 65, 70, 75, 80], below: [30, 35, 40, 45, 50, 55, 60] },
  { key: "memory", alarm: "memory", id: "memory", above: [70, 80, 90], below: [40, 50, 60, 70] },
  { key: "responseTime", alarm: "response-time", id: "responseTime", above: [0.5, 1, 2], below: [0.25, 0.5, 1] },
  { key: "queueDepth", alarm: "queue-depth", id: "queueDepth", above: [20, 50, 100, 200], below: [5, 10, 20, 50] },
] as const;

/** Everything that a search may change, in the order in which it tries. */
export const SETTINGS: readonly Setting[] = [
  ...TRIGGERS.map((trigger) => below(trigger)),
  ...TRIGGERS.map((trigger) => above(trigger)),
  quietMinutes(),
  ...TRIGGERS.map((trigger) => aboveFor(trigger)),
  bound("maxInstances", "maxCapacity", [20, 30, 40]),
  bound("minInstances", "minCapacity", [2, 3, 4, 6, 8]),
  ofPolicy("addedInstances", "", true, [1, 2, 3, 4, 6]),
  ofPolicy("upCooldownSeconds", "s", true, [60, 120, 180, 300]),
  ofPolicy("removedInstances", "", false, [1, 2, 3]),
  ofPolicy("downCooldownSeconds", "s", false, [120, 300, 600]),
];

type Trigger = (typeof TRIGGERS)[number];

function above({ key, alarm, above: values }: Trigger): Setting {
  const isIt = (scaled: ScaledResources) => (resource: CloudResource) => isUpAlarm(resource, alarm, scaled);
  return {
    ...{ key: `triggers.${key}.above`, isOfConfiguration: true, unit: "", values },
    read: (scaled) => number(scaled.resources.find(isIt(scaled))?.inputs ?? {}, "threshold"),
    write: (scaled, value) => changed(scaled, isIt(scaled), (inputs) => ({ ...inputs, threshold: value })),
  };
}

function aboveFor({ key, alarm }: Trigger): Setting {
  const isIt = (scaled: ScaledResources) => (resource: CloudResource) => isUpAlarm(resource, alarm, scaled);
  return {
    ...{ key: `triggers.${key}.aboveFor`, isOfConfiguration: true, unit: "m", values: [1, 2, 3, 5] },
    read: (scaled) => number(scaled.resources.find(isIt(scaled))?.inputs ?? {}, "evaluationPeriods"),
    write: (scaled, value) => changed(scaled, isIt(scaled), (inputs) => withPeriods(inputs, value)),
  };
}

/** The threshold stands in the expression of the alarm for scaling down, with the value that a missing one counts as. */
function below({ key, id, below: values }: Trigger): Setting {
  const written = new RegExp(`FILL\\(${id}, (-?[\\d.]+)\\) >= ([\\d.]+)`);
  return {
    ...{ key: `triggers.${key}.below`, isOfConfiguration: true, unit: "", values },
    read: (scaled) => {
      const match = written.exec(JSON.stringify(scaled.resources.find(isDownAlarm(scaled))?.inputs ?? {}));
      return match === null ? undefined : Number(match[2]);
    },
    write: (scaled, value) =>
      changed(scaled, isDownAlarm(scaled), (inputs) => ({
        ...inputs,
        metricQueries: objects(inputs, "metricQueries").map((query) => {
          const expression = text(query, "expression");
          if (expression === undefined) return query;
          return { ...query, expression: expression.replace(written, `FILL(${id}, ${value - 1}) >= ${value}`) };
        }),
      })),
  };
}

function quietMinutes(): Setting {
  return {
    ...{ key: "triggers.*.belowFor", isOfConfiguration: true, unit: "m", values: [4, 5, 10, 15] },
    read: (scaled) => number(scaled.resources.find(isDownAlarm(scaled))?.inputs ?? {}, "evaluationPeriods"),
    write: (scaled, value) => changed(scaled, isDownAlarm(scaled), (inputs) => withPeriods(inputs, value)),
  };
}

function bound(key: string, input: string, values: readonly number[]): Setting {
  const isIt =
    ({ resourceId }: ScaledResources) =>
    ({ type, inputs }: CloudResource) =>
      type === TARGET && text(inputs, "resourceId") === resourceId;
  return {
    ...{ key, isOfConfiguration: true, unit: "", values, isOnlyRaised: true },
    read: (scaled) => number(scaled.resources.find(isIt(scaled))?.inputs ?? {}, input),
    write: (scaled, value) => changed(scaled, isIt(scaled), (inputs) => ({ ...inputs, [input]: value })),
  };
}

function ofPolicy(key: string, unit: "" | "s", isUp: boolean, values: readonly number[]): Setting {
  const isIt = (scaled: ScaledResources) => (resource: CloudResource) => isPolicy(resource, isUp, scaled);
  const sign = isUp ? 1 : -1;
  return {
    ...{ key: `speed.${key}`, isOfConfiguration: false, unit, values },
    read: (scaled) => {
      const inputs = scaled.resources.find(isIt(scaled))?.inputs ?? {};
      if (unit === "s") return number(inputs, "stepScalingPolicyConfiguration.cooldown");
      const step = number(stepsOf(inputs)[0] ?? {}, "scalingAdjustment");
      return step === undefined ? undefined : sign * step;
    },
    write: (scaled, value) =>
      changed(scaled, isIt(scaled), (inputs) => {
        const configuration = inputs.stepScalingPolicyConfiguration as Inputs;
        const steps = stepsOf(inputs).map((step) => ({ ...step, scalingAdjustment: sign * value }));
        const change = unit === "s" ? { cooldown: value } : { stepAdjustments: steps };
        return { ...inputs, stepScalingPolicyConfiguration: { ...configuration, ...change } };
      }),
  };
}

type Inputs = CloudResource["inputs"];

function stepsOf(inputs: Inputs): Inputs[] {
  return objects(inputs, "stepScalingPolicyConfiguration.stepAdjustments");
}

function withPeriods(inputs: Inputs, periods: number): Inputs {
  return { ...inputs, evaluationPeriods: periods, datapointsToAlarm: periods };
}

function changed(
  { resources }: ScaledResources,
  isIt: (resource: CloudResource) => boolean,
  change: (inputs: Inputs) => Inputs,
): CloudResource[] {
  return resources.map((resource) => (isIt(resource) ? { ...resource, inputs: change(resource.inputs) } : resource));
}

function isPolicy({ type, inputs }: CloudResource, isUp: boolean, { resourceId }: ScaledResources): boolean {
  if (type !== SCALING_POLICY || text(inputs, "resourceId") !== resourceId) return false;
  const [step = {}] = stepsOf(inputs);
  return (number(step, "scalingAdjustment") ?? 0) > 0 === isUp;
}

function startsPolicy({ type, inputs }: CloudResource, isUp: boolean, scaled: ScaledResources): boolean {
  if (type !== ALARM) return false;
  const arns = scaled.resources
    .filter((resource) => isPolicy(resource, isUp, scaled))
    .map(({ computed }) => computed.arn as string);
  return texts(inputs, "alarmActions").some((action) => arns.includes(action));
}

function isUpAlarm(resource: CloudResource, name: string, scaled: ScaledResources): boolean {
  return startsPolicy(resource, true, scaled) && resource.id.endsWith(`-scale-up-${name}`);
}

function isDownAlarm(scaled: ScaledResources): (resource: CloudResource) => boolean {
  return (resource) => startsPolicy(resource, false, scaled);
}
