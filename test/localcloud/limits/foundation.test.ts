import { describeLimits } from "./inputs";

const x = (length: number) => "x".repeat(length);

describeLimits("aws:cloudwatch/logGroup:LogGroup", [
  ["name", "/ecs/proofpix production", "/ecs/proofpix-production", "InvalidParameterException", "at 'logGroupName'"],
  ["name", x(513), x(512), "InvalidParameterException", "less than or equal to 512"],
  ["name", "aws/ecs", "/aws/ecs", "InvalidParameterException", "at 'logGroupName'"],
  [
    "retentionInDays",
    31,
    30,
    "InvalidParameterException",
    "Value '31' at 'retentionInDays' failed to satisfy constraint",
  ],
  ["retentionInDays", 366, 0, "InvalidParameterException", "Member must satisfy enum value set: [0, 1, 3, 5, 7, 14"],
  ["logGroupClass", "INFREQUENT", "INFREQUENT_ACCESS", "InvalidParameterException", "STANDARD"],
]);

describeLimits("aws:cloudwatch/metricAlarm:MetricAlarm", [
  ["name", x(256), x(255), "ValidationError", "at 'alarmName'"],
  ["comparisonOperator", "GreaterThan", "GreaterThanThreshold", "ValidationError", "at 'comparisonOperator'"],
  ["evaluationPeriods", 0, 1, "ValidationError", "Value '0' at 'evaluationPeriods'"],
  ["treatMissingData", "notbreaching", "notBreaching", "ValidationError", "[breaching, notBreaching, ignore, missing]"],
  ["statistic", "p99", "Maximum", "ValidationError", "[SampleCount, Average, Sum, Minimum, Maximum]"],
  ["period", 45, 30, "ValidationError", "Period must be 10, 20, 30 or a multiple of 60"],
  ["period", 90, 120, "ValidationError", "Period must be 10, 20, 30 or a multiple of 60"],
  ["metricQueries[1].metric.period", 5, 10, "ValidationError", "Period must be 10, 20, 30"],
  ["metricQueries[0].id", "Errors", "errors_2", "ValidationError", "at 'metrics.1.member.id'"],
  ["metricQueries[0].expression", x(2049), x(2048), "ValidationError", "at 'metrics.1.member.expression'"],
  ["metricQueries[1].metric.dimensions.TargetGroup", "", "t", "ValidationError", "dimensions.1.member.value'"],
  ["metricQueries[1].metric.unit", "s", "Seconds", "ValidationError", "at 'metrics.2.member.metricStat.unit'"],
  ["namespace", ":AWS", "AWS/ECS", "ValidationError", "at 'namespace'"],
  ["alarmActions", Array(6).fill("arn"), Array(5).fill("arn"), "ValidationError", "less than or equal to 5"],
]);

describeLimits("aws:sns/topic:Topic", [
  ["name", "proofpix.alarms", "proofpix-alarms", "InvalidParameter", "Invalid parameter: Topic Name"],
  ["name", x(257), x(256), "InvalidParameter", "Invalid parameter: Topic Name"],
  ["displayName", x(101), x(100), "InvalidParameter", "Invalid parameter: displayName Reason:"],
]);

describeLimits("aws:sns/topicSubscription:TopicSubscription", [
  ["protocol", "mail", "email", "InvalidParameter", "Amazon SNS does not support this protocol string: mail"],
]);
