import type { Properties } from "../../../../localcloud/model/values";
import { KEY, POLICY, TAGS, TOPIC } from "./values";

/** Networks, identities, keys, logs, alarms, topics and buckets. */
export const FOUNDATION_SAMPLES: Readonly<Record<string, Properties>> = {
  "aws:cloudwatch/logGroup:LogGroup": {
    name: "/ecs/proofpix-production/enterprise",
    retentionInDays: 365,
    kmsKeyId: KEY,
    logGroupClass: "STANDARD",
    tags: TAGS,
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
  "aws:cloudwatch/eventRule:EventRule": {
    name: "enterprise-deployment-failed",
    description: "An ECS deployment failed",
    eventPattern: JSON.stringify({ source: ["aws.ecs"] }),
    state: "ENABLED",
    tags: TAGS,
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    rule: "enterprise-deployment-failed",
    targetId: "topic",
    arn: TOPIC,
    inputTransformer: { inputPaths: { service: "$.resources[0]" }, inputTemplate: '"<service>"' },
  },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": { policyName: "delivery", policyDocument: POLICY },
  "aws:sns/topic:Topic": { name: "proofpix-alarms", displayName: "ProofPix alarms", kmsMasterKeyId: KEY, tags: TAGS },
  "aws:sns/topicPolicy:TopicPolicy": { arn: TOPIC, policy: POLICY },
  "aws:sns/topicSubscription:TopicSubscription": { topic: TOPIC, protocol: "email", endpoint: "team@example.com" },
};
