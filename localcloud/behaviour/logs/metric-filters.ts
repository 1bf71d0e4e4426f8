import type { CloudReader, CloudResource } from "../../model/resource";
import { isProperties, number, type Properties, text } from "../../model/values";
import { METRIC_FILTER } from "../../services/logs/metric-filter";
import { eachMinute } from "../metrics/each-minute";
import { type Controller, type Situation, together } from "../model/controller";
import { type Instant, MINUTE, SECOND } from "../model/instant";
import type { LogEvent } from "../model/log";
import type { MetricDatum, MetricIdentity } from "../model/metric";
import { oncePerObject } from "../model/once-per-object";
import { embeddedMetrics } from "./embedded-metrics";
import { type FilterPattern, filterPattern, type PatternMatch } from "./filter-pattern/filter-pattern";
import { PatternError } from "./filter-pattern/pattern-error";

/** Until when the controller has published the values of minutes in which nothing matched. */
const PROGRESS = "metric-filter-defaults";

/** How long after a minute lines of it may still come. */
const LATE_LINES = 2 * SECOND;

/** Makes metrics of the lines of logs: by the filters of their groups, and of those in the embedded metric format. */
export const logMetrics: Controller = {
  name: "log-metrics",
  watches: [],
  hears: ["log-events", "world-started"],
  reconcile: (situation) => {
    const events = situation.observations.flatMap((each) => (each.kind === "log-events" ? each.events : []));
    const data = [...events.map(incoming), ...events.flatMap(embeddedMetrics), ...filtered(events, situation.cloud)];
    const defaults = eachMinute(situation, { id: PROGRESS, delay: LATE_LINES }, (minute) =>
      defaultData(minute, situation),
    );
    return together([{ data }, defaults]);
  },
};

/** Amazon CloudWatch Logs User Guide, "Monitoring with CloudWatch metrics". */
function incoming({ region, group, at }: LogEvent): MetricDatum {
  return { ...incomingOf(region, group), at, value: 1 };
}

function incomingOf(region: string, group: string): MetricIdentity {
  return { region, namespace: "AWS/Logs", metricName: "IncomingLogEvents", dimensions: { LogGroupName: group } };
}

function filtered(events: readonly LogEvent[], cloud: CloudReader): MetricDatum[] {
  if (events.length === 0) return [];
  return cloud.ofType(METRIC_FILTER).flatMap((filter) => {
    const matches = patternOf(filter);
    return events
      .filter(({ region, group }) => region === filter.region && group === text(filter.inputs, "logGroupName"))
      .flatMap(({ message, at }) => {
        const match = matches(message);
        return match === undefined ? [] : matched(filter, match, at);
      });
  });
}

/** The provider takes whatever pattern a program has; one that can't be read matches nothing. */
const patternOf = oncePerObject(({ inputs }: CloudResource): FilterPattern => {
  try {
    return filterPattern(text(inputs, "pattern") ?? "");
  } catch (error) {
    if (error instanceof PatternError) return () => undefined;
    throw error;
  }
});

/** API Reference, MetricTransformation: a value is a number, or what the pattern names. */
function matched(filter: CloudResource, match: PatternMatch, at: Instant): MetricDatum[] {
  const transformation = transformationOf(filter);
  const given = text(transformation, "value") ?? "1";
  const value = Number(given.startsWith("$") ? match.valueOf(given) : given);
  const named = Object.entries((transformation.dimensions ?? {}) as Properties).map(
    ([name, selector]) => [name, match.valueOf(String(selector))] as const,
  );
  const isComplete = named.every(([, found]) => found !== undefined);
  if (!Number.isFinite(value) || !isComplete) return [];
  const dimensions = Object.fromEntries(named.map(([name, found]) => [name, String(found)]));
  return [{ ...metricOf(filter), dimensions, at, value }];
}

function transformationOf({ inputs }: CloudResource): Properties {
  return isProperties(inputs.metricTransformation) ? inputs.metricTransformation : {};
}

function metricOf(filter: CloudResource): MetricIdentity {
  const transformation = transformationOf(filter);
  return {
    region: filter.region,
    namespace: text(transformation, "namespace") ?? "",
    metricName: text(transformation, "name") ?? "",
    dimensions: {},
  };
}

/**
 * The default value of a minute in which lines came, none of which matched; without lines there is none (Amazon
 * CloudWatch Logs User Guide, "Creating metrics from log events using filters").
 */
function defaultData(minute: Instant, { cloud, metrics }: Situation): MetricDatum[] {
  const isKnown = (metric: MetricIdentity): boolean =>
    metrics.values(metric, "SampleCount", 60, minute, minute + MINUTE)[0] !== undefined;
  return cloud.ofType(METRIC_FILTER).flatMap((filter) => {
    const value = number(transformationOf(filter), "defaultValue");
    if (value === undefined || isKnown(metricOf(filter))) return [];
    if (!isKnown(incomingOf(filter.region, text(filter.inputs, "logGroupName") ?? ""))) return [];
    return [{ ...metricOf(filter), at: minute, value }];
  });
}
