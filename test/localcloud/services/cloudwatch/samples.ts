import type { Samples } from "../../limits/samples";
import { TAGS, TOPIC } from "../../limits/samples/values";

export const SAMPLES: Samples = {
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    alarmName: "enterprise-impaired",
    alarmDescription: "Users of enterprise are affected",
    alarmRule: 'ALARM("enterprise-5xx") OR ALARM("enterprise-slow")',
    actionsSuppressor: { alarm: "maintenance", waitPeriod: 60, extensionPeriod: 120 },
    alarmActions: [TOPIC],
    okActions: [TOPIC],
    tags: TAGS,
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    dashboardName: "proofpix-production",
    dashboardBody: JSON.stringify({
      widgets: [{ type: "text", x: 0, y: 0, width: 24, height: 2, properties: { markdown: "# production" } }],
    }),
  },
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
