import type { Samples } from "../../limits/samples";
import { KEY, POLICY, TAGS } from "../../limits/samples/values";

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
};
