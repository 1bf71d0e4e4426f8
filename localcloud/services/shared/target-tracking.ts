import { isDeepStrictEqual } from "node:util";
import { parseArn } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, object, objects, text, type Properties } from "../../model/values";
import { given } from "./inputs";

const SPECIFICATIONS = ["predefinedMetricSpecification", "customizedMetricSpecification"] as const;

/** Inputs without which a customized metric isn't complete. */
const NEEDED_FOR_ONE_METRIC = ["metricName", "namespace", "statistic"] as const;

/** Where Application Auto Scaling and Amazon EC2 Auto Scaling differ in target tracking. */
export interface TrackingService {
  /** Error code of every refusal. */
  readonly code: string;
  /** Input that configures target tracking. */
  readonly configuration: string;
  /** What a policy scales, as messages call it. */
  readonly scaled: "group" | "service";
  /** Inputs of a customized metric that metric math excludes. */
  readonly excludedByMath: readonly string[];
  readonly messages: {
    readonly noMetric: string;
    readonly severalMetrics: string;
    readonly incompleteMetric: string;
    notPositive(target: number): string;
  };
  /** ARNs of the target groups from which the load balancer sends requests to what the policy scales. */
  targetGroupArns(operation: Operation): readonly string[];
  /** Policies that scale the same. */
  policiesBeside(operation: Operation): readonly CloudResource[];
}

/** What both services refuse in a target tracking policy (their API References, PutScalingPolicy). */
export function targetTrackingRules(service: TrackingService): readonly Rule[] {
  const rules = [
    requireOneMetric,
    requireLabelForRequests,
    requireCompleteMetric,
    requirePositiveTarget,
    requireReadableMetrics,
    requireUntrackedMetric,
  ];
  return rules.map((rule) => (operation) => {
    const configuration = object(operation.inputs, service.configuration);
    if (configuration !== undefined) rule(service, configuration, operation);
  });
}

type TrackingRule = (service: TrackingService, configuration: Properties, operation: Operation) => void;

const requireOneMetric: TrackingRule = ({ code, configuration, messages }, inputs) => {
  const found = given(inputs, SPECIFICATIONS);
  if (found.length === 1) return;
  refuse(
    code,
    found.length === 0 ? messages.noMetric : messages.severalMetrics,
    SPECIFICATIONS.map((name) => `${configuration}.${name}`).join(", "),
  );
};

/** API References of both, PredefinedMetricSpecification, ResourceLabel. */
const requireLabelForRequests: TrackingRule = (service, inputs, operation) => {
  const { code, configuration, scaled } = service;
  const at = `${configuration}.predefinedMetricSpecification.resourceLabel`;
  const label = text(inputs, "predefinedMetricSpecification.resourceLabel");
  const metric = text(inputs, "predefinedMetricSpecification.predefinedMetricType");
  if ((metric === "ALBRequestCountPerTarget") !== (label !== undefined)) {
    refuse(code, "A resource label is required with ALBRequestCountPerTarget, and not allowed with other metrics", at);
  }
  // The label ends with the final portion of the ARN, such as `targetgroup/blue/943f017f100becff`.
  const targetGroups = service.targetGroupArns(operation).map((targetGroupArn) => parseArn(targetGroupArn).resource);
  if (label === undefined || targetGroups.some((targetGroup) => label.endsWith(`/${targetGroup}`))) return;
  refuse(code, `The target group of the resource label ${label} isn't attached to the ${scaled}`, at);
};

/** API References of both, CustomizedMetricSpecification: one metric, or metric math. */
const requireCompleteMetric: TrackingRule = ({ code, configuration, excludedByMath, messages }, inputs) => {
  const metric = object(inputs, "customizedMetricSpecification");
  if (metric === undefined) return;
  const isMath = given(metric, ["metrics"]).length > 0;
  const isComplete = isMath
    ? given(metric, excludedByMath).length === 0
    : given(metric, NEEDED_FOR_ONE_METRIC).length === NEEDED_FOR_ONE_METRIC.length;
  if (isComplete) return;
  const at = ["metrics", ...NEEDED_FOR_ONE_METRIC].map(
    (name) => `${configuration}.customizedMetricSpecification.${name}`,
  );
  refuse(code, messages.incompleteMetric, at.join(", "));
};

const requirePositiveTarget: TrackingRule = ({ code, configuration, messages }, inputs) => {
  const target = number(inputs, "targetValue");
  if (target === undefined || target > 0) return;
  refuse(code, messages.notPositive(target), `${configuration}.targetValue`);
};

/** API References of both, TargetTrackingMetricDataQuery: the metrics and expressions of metric math. */
const requireReadableMetrics: TrackingRule = ({ code, configuration }, inputs) => {
  const at = `${configuration}.customizedMetricSpecification.metrics`;
  const queries = objects(inputs, "customizedMetricSpecification.metrics");
  const ids = queries.map((query) => text(query, "id") ?? "");
  queries.forEach((query, index) => {
    const id = ids[index] ?? "";
    if (!/^[a-z][A-Za-z0-9_]*$/.test(id)) {
      refuse(code, "An id begins with a small letter, then letters, digits or _", `${at}[${index}].id`);
    }
    if (ids.indexOf(id) < index) refuse(code, `The id ${id} is used twice`, `${at}[${index}].id`);
    if (given(query, ["expression", "metricStat"]).length === 1) return;
    refuse(code, "Either an expression or a metric must be given, but not both", `${at}[${index}]`);
  });
  const returned = queries.filter((query) => flag(query, "returnData") !== false).length;
  if (queries.length === 0 || returned === 1) return;
  refuse(code, `Exactly one of the metrics returns data, got ${returned}`, `${at}[].returnData`);
};

const requireUntrackedMetric: TrackingRule = (service, inputs, operation) => {
  const { code, configuration } = service;
  const isTracked = service
    .policiesBeside(operation)
    .filter(({ id, computed }) => id !== operation.previous?.id && computed.name !== operation.inputs.name)
    .some((other) => isDeepStrictEqual(metricOf(object(other.inputs, configuration)), metricOf(inputs)));
  if (!isTracked) return;
  refuse(code, "Only one TargetTrackingScaling policy for a given metric specification is allowed.", configuration);
};

function metricOf(configuration: Properties | undefined): Properties | undefined {
  return configuration && Object.fromEntries(SPECIFICATIONS.map((name) => [name, configuration[name]]));
}
