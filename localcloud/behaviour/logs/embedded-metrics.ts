import { isProperties, number, objects, type Properties, text } from "../../model/values";
import type { LogEvent } from "../model/log";
import type { MetricDatum } from "../model/metric";

/** Amazon CloudWatch User Guide, "Specification: Embedded metric format": values of one metric in a line. */
const MOST_VALUES = 100;
/** The same: dimensions of one metric. */
const MOST_DIMENSIONS = 30;

/**
 * Metrics in a line of the embedded metric format; none in other lines. What doesn't keep to the specification is left
 * out, as CloudWatch does.
 */
export function embeddedMetrics({ message, region, at }: LogEvent): MetricDatum[] {
  const root = embedded(message);
  if (root === undefined) return [];
  const time = number(root, "_aws.Timestamp") ?? at;
  return objects(root, "_aws.CloudWatchMetrics").flatMap((directive) => {
    const namespace = text(directive, "Namespace");
    if (namespace === undefined || namespace === "") return [];
    return objects(directive, "Metrics").flatMap((metric) =>
      dimensionSets(directive, root).flatMap((dimensions) =>
        values(root, metric).map((value) => ({
          ...{ region, namespace, metricName: text(metric, "Name") ?? "", dimensions, at: time, value },
          ...(text(metric, "Unit") === undefined ? {} : { unit: text(metric, "Unit") }),
          ...(number(metric, "StorageResolution") === 1 ? { isHighResolution: true } : {}),
        })),
      ),
    );
  });
}

function embedded(message: string): Properties | undefined {
  if (!message.includes('"_aws"')) return undefined;
  try {
    const root: unknown = JSON.parse(message);
    return isProperties(root) && isProperties(root._aws) ? root : undefined;
  } catch {
    return undefined;
  }
}

/** Sets of dimensions of which each gives a metric; one without dimensions where there are none. */
function dimensionSets({ Dimensions: sets }: Properties, root: Properties): Record<string, string>[] {
  if (!Array.isArray(sets) || sets.length === 0) return [{}];
  return (sets as unknown[]).flatMap((set) => {
    const names = Array.isArray(set) ? (set as unknown[]).map(String) : [];
    const isComplete = names.every((name) => ["string", "number", "boolean"].includes(typeof root[name]));
    if (!isComplete || names.length > MOST_DIMENSIONS) return [];
    return [Object.fromEntries(names.map((name) => [name, String(root[name])]))];
  });
}

function values(root: Properties, metric: Properties): number[] {
  const value = root[text(metric, "Name") ?? ""];
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.slice(0, MOST_VALUES).filter((each): each is number => typeof each === "number" && Number.isFinite(each));
}
