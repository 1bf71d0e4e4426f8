import type { Samples } from "../../limits/samples";
import { KEY, POLICY, ROLE, TAGS } from "../../limits/samples/values";

export const SAMPLES: Samples = {
  "aws:cloudwatch/logGroup:LogGroup": {
    name: "/ecs/proofpix-production/enterprise",
    retentionInDays: 365,
    kmsKeyId: KEY,
    logGroupClass: "STANDARD",
    tags: TAGS,
  },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": { policyName: "delivery", policyDocument: POLICY },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    name: "errors",
    logGroupName: "/ecs/proofpix-production",
    pattern: '{ $.level = "error" }',
    metricTransformation: {
      name: "ErrorLogLines",
      namespace: "ProofPix/Logs",
      value: "1",
      defaultValue: "0",
      unit: "Count",
    },
  },
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": {
    name: "datadog",
    logGroup: "/ecs/proofpix-production/enterprise",
    destinationArn: "arn:aws:firehose:eu-west-1:123456789012:deliverystream/datadog",
    roleArn: ROLE,
    filterPattern: "",
  },
};
