import type { CloudReader, CloudResource } from "../../model/resource";
import { flag, text, texts } from "../../model/values";
import { MathError } from "../../services/cloudwatch/metric-math/syntax";
import { NotModelledError } from "../../services/shared/inputs";
import { evaluatedAlarm, type EvaluatedAlarm, watchedPoints } from "../../services/cloudwatch/alarm-evaluation";
import { trackingAlarms as alarmsOfServices } from "../applicationautoscaling/tracking-alarms";
import { trackingAlarms as alarmsOfGroups } from "../autoscaling/policies/tracking-alarms";
import type { MetricIdentity } from "../model/metric";
import { oncePerObject } from "../model/once-per-object";
import type { RunningAlarm } from "../model/scaling";
import { isPublished } from "./published-namespaces";

export const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

/** What an alarm is, apart from its state. */
export interface AlarmIdentity {
  readonly resource: CloudResource;
  readonly arn: string;
  readonly name: string;
  readonly region: string;
}

/** An alarm on metrics that can be evaluated, or the reason why it can't. */
export interface AlarmDefinition extends AlarmIdentity {
  readonly evaluated: EvaluatedAlarm | undefined;
  /** What isn't modelled of it; undefined where it can be evaluated. */
  readonly notModelled: string | undefined;
  /** Whether something here publishes one of its metrics. */
  readonly isPublished: boolean;
  /** Metrics by the ids of their queries. */
  readonly metrics: ReadonlyMap<string, MetricIdentity>;
}

/** Every alarm on metrics, with those that target tracking makes for itself. */
export function alarmDefinitions(cloud: CloudReader): AlarmDefinition[] {
  return [...cloud.ofType(METRIC_ALARM), ...alarmsOfServices(cloud), ...alarmsOfGroups(cloud)].map(alarmDefinition);
}

const alarmDefinition = oncePerObject((resource: CloudResource): AlarmDefinition => ({
  ...identityOf(resource),
  ...evaluation(resource),
}));

/** ARN, name and region of an alarm of any type. */
export function identityOf(resource: CloudResource): AlarmIdentity {
  return { resource, arn: text(resource.computed, "arn") ?? resource.id, name: resource.id, region: resource.region };
}

/** ARNs of what an alarm does in a state; nothing where its actions are off. */
export function actionsOf({ resource }: AlarmIdentity, state: RunningAlarm["state"]): readonly string[] {
  return actionsByState(resource)[state];
}

const actionsByState = oncePerObject(({ inputs }: CloudResource): ActionsByState => {
  const isOff = flag(inputs, "actionsEnabled") === false;
  const of = (input: string): string[] => (isOff ? [] : texts(inputs, input));
  return { OK: of("okActions"), ALARM: of("alarmActions"), INSUFFICIENT_DATA: of("insufficientDataActions") };
});

type ActionsByState = Readonly<Record<RunningAlarm["state"], readonly string[]>>;

type Evaluation = Omit<AlarmDefinition, keyof AlarmIdentity>;

function evaluation({ inputs, region }: CloudResource): Evaluation {
  try {
    const evaluated = evaluatedAlarm(inputs);
    const metrics = metricsOf(evaluated, region);
    // Functions that aren't modelled say so whatever the values are.
    watchedPoints(evaluated, () => [undefined], { timestamps: [0], periodSeconds: evaluated.periodSeconds });
    const isOfSource = metrics.size === 0 || [...metrics.values()].some(isPublished);
    return { evaluated, notModelled: undefined, isPublished: isOfSource, metrics };
  } catch (error) {
    if (error instanceof NotModelledError) return notEvaluated("bands of anomaly detection");
    if (error instanceof MathError) return notEvaluated(error.message);
    throw error;
  }
}

function notEvaluated(notModelled: string): Evaluation {
  return { evaluated: undefined, notModelled, isPublished: false, metrics: new Map() };
}

function metricsOf({ queries }: EvaluatedAlarm, region: string): Map<string, MetricIdentity> {
  const metrics = new Map<string, MetricIdentity>();
  for (const { id, metric } of queries) {
    if (metric === undefined) continue;
    const { namespace, metricName } = metric;
    const dimensions = Object.fromEntries(
      Object.entries(metric.dimensions).map(([key, value]) => [key, String(value)]),
    );
    metrics.set(id, { region, namespace, metricName, dimensions });
  }
  return metrics;
}
