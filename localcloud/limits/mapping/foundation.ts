import type { TypeMapping } from "../types";

/** Identities, keys, secrets, logs, alarms and topics. */
export const FOUNDATION: Readonly<Record<string, TypeMapping>> = {
  "aws:secretsmanager/secret:Secret": {
    operation: "secretsmanager.CreateSecret",
    inputs: { policy: "PutResourcePolicy:ResourcePolicy", replicas: "AddReplicaRegions" },
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    operation: "secretsmanager.PutSecretValue",
    inputs: { secretBinary: null }, // its limit is of the bytes that the text stands for
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    operation: "logs.CreateLogGroup",
    inputs: { name: "logGroupName", retentionInDays: "PutRetentionPolicy:retentionInDays" },
  },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": { operation: "logs.PutResourcePolicy" },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    operation: "cloudwatch.PutMetricAlarm",
    inputs: {
      name: "AlarmName",
      metricQueries: "Metrics",
      "metricQueries[].metric": "Metrics.MetricStat",
      "metricQueries[].metric.dimensions": "Metrics.MetricStat.Metric.Dimensions",
      "metricQueries[].metric.metricName": "Metrics.MetricStat.Metric.MetricName",
      "metricQueries[].metric.namespace": "Metrics.MetricStat.Metric.Namespace",
    },
  },
  "aws:sns/topic:Topic": { operation: "sns.CreateTopic" },
  "aws:sns/topicPolicy:TopicPolicy": {
    operation: "sns.SetTopicAttributes",
    inputs: { arn: "TopicArn" },
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    operation: "sns.Subscribe",
    inputs: { topic: "TopicArn" },
  },
  "aws:cloudwatch/eventRule:EventRule": { operation: "events.PutRule" },
  "aws:cloudwatch/eventTarget:EventTarget": {
    operation: "events.PutTargets",
    inputs: {
      rule: "Rule",
      targetId: "Targets.Id",
      arn: "Targets.Arn",
      input: "Targets.Input",
      inputPath: "Targets.InputPath",
      "inputTransformer.inputTemplate": "Targets.InputTransformer.InputTemplate",
    },
  },
};
