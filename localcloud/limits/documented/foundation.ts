import type { DocumentedLimit, DocumentedLimits } from "../types";

const ALARM = "Amazon CloudWatch API Reference, PutMetricAlarm";
const TOPIC = "Amazon SNS API Reference, CreateTopic";

const DIMENSION: Omit<DocumentedLimit, "pattern"> = { document: "Amazon CloudWatch API Reference, Dimension" };
const DIMENSION_NAME: DocumentedLimit = { ...DIMENSION, pattern: "^(?!:)[\\x20-\\x7e]*[\\x21-\\x7e][\\x20-\\x7e]*$" };
const DIMENSION_VALUE: DocumentedLimit = { ...DIMENSION, pattern: "^[\\x20-\\x7e]*[\\x21-\\x7e][\\x20-\\x7e]*$" };

const ALARM_PERIOD: DocumentedLimit = {
  document: ALARM,
  allows: (value) => [10, 20, 30].includes(Number(value)) || (Number(value) > 0 && Number(value) % 60 === 0),
  message: () => "Period must be 10, 20, 30 or a multiple of 60",
};

/** Zero is how Pulumi says "never": the provider then leaves the retention unset. */
const RETENTION_DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
].map(String);

/** Limits of identities, keys, secrets, logs, alarms and topics that the models leave out. */
export const FOUNDATION_LIMITS: Readonly<Record<string, DocumentedLimits>> = {
  "aws:secretsmanager/secret:Secret": {
    name: [
      {
        document: "AWS Secrets Manager API Reference, CreateSecret",
        pattern: "^[a-zA-Z0-9/_+=.@-]+$",
        message: () =>
          "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
      },
    ],
    recoveryWindowInDays: [
      {
        document: "AWS Secrets Manager API Reference, DeleteSecret",
        allows: (value) => Number(value) === 0 || (Number(value) >= 7 && Number(value) <= 30),
        code: "InvalidParameterException",
        message: () => "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).",
      },
    ],
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    name: [{ document: "Amazon CloudWatch Logs API Reference, CreateLogGroup", pattern: "^(?!aws/).*$" }],
    retentionInDays: [{ document: "Amazon CloudWatch Logs API Reference, PutRetentionPolicy", enum: RETENTION_DAYS }],
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    period: [ALARM_PERIOD],
    "metricQueries[].period": [ALARM_PERIOD],
    "metricQueries[].metric.period": [ALARM_PERIOD],
    "metricQueries[].id": [
      { document: "Amazon CloudWatch API Reference, MetricDataQuery", pattern: "^[a-z][a-zA-Z0-9_]*$" },
    ],
    treatMissingData: [{ document: ALARM, enum: ["breaching", "notBreaching", "ignore", "missing"] }],
    evaluateLowSampleCountPercentiles: [{ document: ALARM, enum: ["evaluate", "ignore"] }],
    name: [{ document: ALARM, pattern: "^[^\\x00-\\x1f\\x7f]*$" }],
    "dimensions{key}": [DIMENSION_NAME],
    "dimensions{value}": [DIMENSION_VALUE],
    "metricQueries[].metric.dimensions{key}": [DIMENSION_NAME],
    "metricQueries[].metric.dimensions{value}": [DIMENSION_VALUE],
  },
  "aws:sns/topic:Topic": {
    name: [
      {
        document: TOPIC,
        pattern: "^[a-zA-Z0-9_-]{1,256}$|^[a-zA-Z0-9_-]{1,251}\\.fifo$",
        message: () => "Invalid parameter: Topic Name",
      },
    ],
    displayName: [{ document: "Amazon SNS API Reference, SetTopicAttributes", maxLength: 100 }],
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    policy: [
      {
        document: "Amazon SNS API Reference, SetTopicAttributes",
        maxLength: 30_720,
        message: () => "Invalid parameter: Policy is too long: at most 30720 bytes",
      },
    ],
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    protocol: [
      {
        document: "Amazon SNS API Reference, Subscribe",
        enum: ["http", "https", "email", "email-json", "sms", "sqs", "application", "lambda", "firehose"],
        message: (value) => `Invalid parameter: Amazon SNS does not support this protocol string: ${value}`,
      },
    ],
  },
};
