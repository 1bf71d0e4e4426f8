import type { Samples } from "../../limits/samples";
import { TAGS, TOPIC } from "../../limits/samples/values";

export const SAMPLES: Samples = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    name: "enterprise-5xx",
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
    threshold: 0.05,
    treatMissingData: "notBreaching",
    alarmActions: [TOPIC],
    metricQueries: [
      { id: "errors", expression: "blue + green", label: "errors", returnData: true },
      {
        id: "blue",
        metric: {
          metricName: "HTTPCode_Target_5XX_Count",
          namespace: "AWS/ApplicationELB",
          period: 60,
          stat: "Sum",
          dimensions: { TargetGroup: "targetgroup/blue/1", LoadBalancer: "app/enterprise/1" },
        },
      },
    ],
    tags: TAGS,
  },
};
