import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, object, text, texts } from "../../model/values";
import { given } from "../shared/inputs";
import { metricTrackedTwice, problemOfMetrics } from "../shared/tracked-metrics";
import { POLICY } from "./belongings";
import { groupNamed } from "./groups";

const CONFIGURATION = "targetTrackingConfiguration";
const LABEL = `${CONFIGURATION}.predefinedMetricSpecification.resourceLabel`;
const CUSTOMIZED = `${CONFIGURATION}.customizedMetricSpecification`;
const ONE_METRIC = ["metricName", "namespace", "statistic"] as const;

export const targetTrackingRules: readonly Rule[] = [
  requireOneMetric,
  requireWholeMetric,
  requirePositiveTarget,
  requireLabelForRequests,
  requireReadableMetrics,
  requireMetricOfItsOwn,
];

/** Amazon EC2 Auto Scaling API Reference, TargetTrackingConfiguration. */
function requireOneMetric({ inputs }: Operation): void {
  const configuration = object(inputs, CONFIGURATION);
  if (configuration === undefined) return;
  const kinds = ["predefinedMetricSpecification", "customizedMetricSpecification"] as const;
  if (given(configuration, kinds).length === 1) return;
  refuse(
    "ValidationError",
    "Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be given",
    kinds.map((kind) => `${CONFIGURATION}.${kind}`).join(", "),
  );
}

/** Amazon EC2 Auto Scaling API Reference, CustomizedMetricSpecification: one metric, or metric math. */
function requireWholeMetric({ inputs }: Operation): void {
  const metric = object(inputs, CUSTOMIZED);
  if (metric === undefined) return;
  const isMath = given(metric, ["metrics"]).length > 0;
  const single = given(metric, ONE_METRIC);
  if (isMath ? single.length === 0 : single.length === ONE_METRIC.length) return;
  refuse(
    "ValidationError",
    "A customized metric is either one, with name, namespace and statistic, or a list of metrics",
    `${CUSTOMIZED}.metrics, ${ONE_METRIC.map((input) => `${CUSTOMIZED}.${input}`).join(", ")}`,
  );
}

function requireReadableMetrics({ inputs }: Operation): void {
  const problem = problemOfMetrics(inputs, `${CUSTOMIZED}.metrics`);
  if (problem !== undefined) refuse("ValidationError", problem.message, problem.input);
}

function requireMetricOfItsOwn({ inputs, region, cloud, previous }: Operation): void {
  const others = cloud
    .ofType(POLICY)
    .filter(({ id, region: ofOther }) => id !== previous?.id && ofOther === region)
    .filter((other) => other.inputs.autoscalingGroupName === inputs.autoscalingGroupName)
    .filter((other) => other.computed.name !== inputs.name);
  const problem = metricTrackedTwice(inputs, others, CONFIGURATION);
  if (problem !== undefined) refuse("ValidationError", problem.message, problem.input);
}

function requirePositiveTarget({ inputs }: Operation): void {
  const target = number(inputs, `${CONFIGURATION}.targetValue`);
  if (target === undefined || target > 0) return;
  refuse("ValidationError", `TargetValue must be greater than 0, got ${target}`, `${CONFIGURATION}.targetValue`);
}

/** Amazon EC2 Auto Scaling API Reference, PredefinedMetricSpecification, ResourceLabel. */
function requireLabelForRequests(operation: Operation): void {
  const label = text(operation.inputs, LABEL);
  const metric = text(operation.inputs, `${CONFIGURATION}.predefinedMetricSpecification.predefinedMetricType`);
  if ((metric === "ALBRequestCountPerTarget") !== (label !== undefined)) {
    refuse("ValidationError", "A resource label is for ALBRequestCountPerTarget, which takes one", LABEL);
  }
  if (label === undefined || attachedTargets(operation).some((target) => label.endsWith(`/${target}`))) return;
  refuse("ValidationError", `The target group of the resource label ${label} isn't attached to the group`, LABEL);
}

/** Final portions of the ARNs of the group's target groups, such as `targetgroup/blue/943f017f100becff`. */
function attachedTargets({ inputs, region, cloud }: Operation): string[] {
  const group = groupNamed(text(inputs, "autoscalingGroupName") ?? "", region, cloud);
  return texts(group?.inputs ?? {}, "targetGroupArns").map((targetGroupArn) => targetGroupArn.split(":")[5] ?? "");
}
