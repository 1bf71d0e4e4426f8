import { arn } from "../../model/arn";
import type { Operation, ResourceType } from "../../model/resource-type";
import { nameOf } from "../shared/names";
import { refuseUnmodelled } from "../shared/not-modelled";
import { requireActions } from "./alarm-actions";
import { requireDatapoints, requireSpan } from "./evaluation";
import { requireExpressions } from "./metric-expressions";
import { requireQueries, requireWatchedQuery } from "./metric-queries";
import { requireSource } from "./metric-source";
import { requireBand, requireThreshold } from "./threshold";

export const metricAlarm: ResourceType = {
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  autonaming: { input: "name", maximumLength: 255 },
  defaults: { actionsEnabled: true, treatMissingData: "missing" },
  replacedBy: ["name", "region"],
  // AWS overwrites an alarm of the same name without a word, and its deletion then takes both away: stricter here.
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "ValidationError",
    message: (name) => `CloudWatch metric alarm "${name}" already exists (name)`,
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

function requireReachableActions(operation: Operation): void {
  requireActions(alarmArn(operation, operation.previous?.id ?? nameOf(operation)), operation);
}
