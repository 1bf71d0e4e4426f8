import type * as pulumi from "@pulumi/pulumi";
import { MINUTE_SECONDS, type NotifyingAlarm } from "../shared/alarm";

/**
 * Alarm on a rotation that fails, by the errors of its function (AWS Lambda Developer Guide, "Types of metrics for
 * Lambda functions"). Secrets Manager tries again by itself; until it succeeds the old password stays.
 */
export function rotationFailed(name: string, functionName: pulumi.Input<string>): NotifyingAlarm {
  return {
    name: `${name}-rotation-failed`,
    severity: "warning",
    description: `The password of ${name} could not be rotated; see the logs of its function for why.`,
    queries: [
      {
        id: "errors",
        metric: {
          namespace: "AWS/Lambda",
          metricName: "Errors",
          statistic: "Sum",
          dimensions: { FunctionName: functionName },
        },
      },
    ],
    threshold: 0,
    periodSeconds: MINUTE_SECONDS,
    evaluationPeriods: 1,
    // The function reports nothing while it doesn't run.
    treatMissingData: "notBreaching",
  };
}
