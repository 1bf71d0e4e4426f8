import { arn } from "../../model/arn";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text, valuesAt } from "../../model/values";
import { nameOf } from "../shared/names";
import { OVERWRITES } from "../shared/overwrites";
import { refuseUnmodelled } from "../shared/not-modelled";
import { requireActions } from "./alarm-actions";
import { requireDatapoints, requireSpan } from "./evaluation";
import { invalid } from "./invalid";
import { requireExpressions } from "./metric-expressions";
import { requireQueries, requireWatchedQuery } from "./metric-queries";
import { requireSource } from "./metric-source";
import { requireBand, requireThreshold } from "./threshold";

export const metricAlarm: ResourceType = {
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  autonaming: { input: "name", maximumLength: 255 },
  defaults: { actionsEnabled: true, treatMissingData: "missing" },
  replaceOnChanges: ["name", "region"],
  // Amazon CloudWatch API Reference, PutMetricAlarm: it overwrites the alarm that has the name.
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "ValidationError",
    message: (name) => `CloudWatch metric alarm "${name}" already exists`,
    warning: OVERWRITES,
  },
  rules: [
    refuseUnmodelled(
      ["evaluationCriteria", "evaluationInterval", "warmUpConfiguration"],
      "alarms on PromQL queries",
      "services/cloudwatch/metric-alarm.ts",
    ),
    requireSource,
    requireQueries,
    requireExpressions,
    requireThreshold,
    requireBand,
    requireWatchedQuery,
    requireDatapoints,
    requireSpan,
    refuseScalingByBand,
    requireReachableActions,
  ],
  make: (operation) => {
    const name = nameOf(operation);
    return { id: name, computed: { name, arn: alarmArn(operation, name) } };
  },
};

function alarmArn({ region, accountId }: Operation, name: string): string {
  return arn("cloudwatch", region, accountId, `alarm:${name}`);
}

/** Amazon CloudWatch API Reference, PutMetricAlarm: alarms on anomaly detection models can't have Auto Scaling actions. */
function refuseScalingByBand({ inputs }: Operation): void {
  if (text(inputs, "thresholdMetricId") === undefined) return;
  const scaling = valuesAt(inputs, "alarmActions[]").find(({ value }) => String(value).includes(":scalingPolicy:"));
  if (scaling === undefined) return;
  throw invalid("Alarms based on anomaly detection models cannot have Auto Scaling actions", scaling.path);
}

function requireReachableActions(operation: Operation): void {
  requireActions(alarmArn(operation, operation.previous?.id ?? nameOf(operation)), operation);
}
