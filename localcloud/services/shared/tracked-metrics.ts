import { isDeepStrictEqual } from "node:util";
import type { CloudResource } from "../../model/resource";
import { flag, object, objects, text, type Properties } from "../../model/values";
import { given } from "./inputs";

const SPECIFICATIONS = ["predefinedMetricSpecification", "customizedMetricSpecification"] as const;

/** What is wrong with a target tracking policy, and the input at fault. */
export interface TrackingProblem {
  readonly message: string;
  readonly input: string;
}

/**
 * The refusal of a second target tracking policy on one metric (Application Auto Scaling and Amazon EC2 Auto Scaling say
 * so in the same words).
 * @param others policies of the same target.
 * @param input configuration of the policy.
 */
export function metricTrackedTwice(
  inputs: Properties,
  others: readonly CloudResource[],
  input: string,
): TrackingProblem | undefined {
  const metric = metricOf(inputs, input);
  if (metric === undefined || !others.some((other) => isDeepStrictEqual(metricOf(other.inputs, input), metric))) {
    return undefined;
  }
  return { message: "Only one TargetTrackingScaling policy for a given metric specification is allowed.", input };
}

function metricOf(inputs: Properties, input: string): Properties | undefined {
  const configuration = object(inputs, input);
  if (configuration === undefined) return undefined;
  return Object.fromEntries(SPECIFICATIONS.map((name) => [name, configuration[name]]));
}

/**
 * What is wrong with the metrics and expressions that a policy works out what it tracks from (API References of both,
 * TargetTrackingMetricDataQuery).
 */
export function problemOfMetrics(inputs: Properties, input: string): TrackingProblem | undefined {
  const queries = objects(inputs, input);
  if (queries.length === 0) return undefined;
  const ids = queries.map((query) => text(query, "id") ?? "");
  const unreadable = ids.findIndex((id) => !/^[a-z][A-Za-z0-9_]*$/.test(id));
  if (unreadable >= 0) {
    return {
      message: "An id begins with a small letter, then letters, digits or _",
      input: `${input}[${unreadable}].id`,
    };
  }
  const repeated = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (repeated >= 0)
    return { message: `The id ${ids[repeated] ?? ""} stands twice`, input: `${input}[${repeated}].id` };
  const unclear = queries.findIndex((query) => given(query, ["expression", "metricStat"]).length !== 1);
  if (unclear >= 0) {
    return { message: "Either an expression or a metric must be given, but not both", input: `${input}[${unclear}]` };
  }
  const returned = queries.filter((query) => flag(query, "returnData") !== false).length;
  if (returned === 1) return undefined;
  return { message: `Exactly one of the metrics returns data, got ${returned}`, input: `${input}[].returnData` };
}
