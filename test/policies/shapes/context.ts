import type { DeployedResource } from "../support/judge-pack";
import { arn, deployed, identified } from "./shape";

/** Tags of every resource of production. */
export const TAGS = { Environment: "production", Owner: "shop", CostCenter: "sales" } as const;

export const KEY_ARN = arn("kms", "key/0c9f8d1e-3b7a-4c55-9d61-7a1f2e3d4c5b");

/** Options of resources that hold data. */
export const PROTECTED = { protect: true } as const;

const topic = deployed(
  "aws:sns/topic:Topic",
  "alarms",
  { name: "alarms", kmsMasterKeyId: KEY_ARN, tags: TAGS },
  { outputs: { ...identified("sns", "alarms"), tagsAll: TAGS, policy: "{}", owner: "123456789012" } },
);

const subscription = deployed(
  "aws:sns/topicSubscription:TopicSubscription",
  "on-call",
  { topic: topic.made.properties.arn, protocol: "email", endpoint: "on-call@example.com" },
  { references: { topic: [topic] }, outputs: identified("sns", "alarms:5e1f") },
);

const budget = deployed("aws:budgets/budget:Budget", "monthly", {
  budgetType: "COST",
  limitAmount: "2000",
  limitUnit: "USD",
  timeUnit: "MONTHLY",
  notifications: [
    {
      comparisonOperator: "GREATER_THAN",
      threshold: 80,
      thresholdType: "PERCENTAGE",
      notificationType: "FORECASTED",
      subscriberEmailAddresses: ["finance@example.com"],
    },
  ],
});

/** Resources that a stack has besides those of the shape. */
export const CONTEXT: readonly DeployedResource[] = [topic, subscription, budget];

/** Metrics that need alarms, by the type of the resource, and the dimension that names the resource. */
const WATCHED: Readonly<Record<string, readonly [dimension: string, ...metrics: readonly string[]]>> = {
  service: ["ServiceName", "RunningTaskCount", "CPUUtilization", "MemoryUtilization"],
  targetGroup: ["TargetGroup", "HTTPCode_Target_5XX_Count", "TargetResponseTime", "UnHealthyHostCount"],
  instance: ["DBInstanceIdentifier", "CPUUtilization", "FreeStorageSpace", "DatabaseConnections", "ReplicaLag"],
  replicationGroup: ["ReplicationGroupId", "DatabaseMemoryUsagePercentage", "Evictions"],
  queue: ["QueueName", "ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible"],
};

/** A resource with alarms on everything that can go wrong with it, as CloudWatch reports them. */
export function watched(resource: DeployedResource): readonly DeployedResource[] {
  const kind = /\/(\w+):/.exec(resource.made.type)?.[1] ?? "";
  const [dimension = "", ...metrics] = WATCHED[kind] ?? [];
  const { name, id, arnSuffix } = resource.made.properties;
  const value = arnSuffix ?? name ?? id;
  const alarms = metrics.map((metricName) =>
    deployed(
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      `${resource.made.name}-${metricName}`,
      {
        name: `${resource.made.name}-${metricName}`,
        metricName,
        statistic: "Maximum",
        period: 60,
        evaluationPeriods: 5,
        threshold: 1,
        comparisonOperator: "GreaterThanThreshold",
        treatMissingData: "breaching",
        dimensions: { [dimension]: value },
        alarmActions: [topic.made.properties.arn],
      },
      {
        references: { dimensions: [resource], alarmActions: [topic] },
        outputs: { ...identified("cloudwatch", `alarm:${metricName}`), metricQueries: [], extendedStatistic: "" },
      },
    ),
  );
  return [resource, ...alarms];
}
