import { alarmsPerService as rule } from "../../../policies/rules/alarms-per-service";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { drop, of } from "../support/mutation";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const web = resource("aws:ecs/service:Service", "web");
const group = resource("aws:lb/targetGroup:TargetGroup", "group", { protocol: "HTTP", targetType: "ip" });
const balancer = resource("aws:lb/loadBalancer:LoadBalancer", "balancer");
const topic = resource("aws:sns/topic:Topic", "topic", { arn: UNKNOWN });
const subscription = resource(
  "aws:sns/topicSubscription:TopicSubscription",
  "mail",
  { topic: UNKNOWN },
  { dependencies: { topic: [topic] } },
);
const heard = [topic, subscription];

/** An alarm that tells the topic. */
function alarm(
  name: string,
  metricName: unknown,
  of: readonly TestResource[],
  properties: TestResource["properties"] = {},
  to: TestResource = topic,
): TestResource {
  const given = { metricName, dimensions: { Name: UNKNOWN }, alarmActions: [UNKNOWN], actionsEnabled: true };
  return resource(ALARM, name, { ...given, ...properties }, { dependencies: { dimensions: of, alarmActions: [to] } });
}

const running = alarm("running", "RunningTaskCount", [web]);

/** Settings with these concerns only. */
function only(...watched: readonly string[]) {
  return { settings: { watched } };
}

const RUNNING = only("ecs-running-tasks");

const target = resource(
  "aws:appautoscaling/target:Target",
  "target",
  { serviceNamespace: "ecs", resourceId: UNKNOWN },
  { dependencies: { resourceId: [web] } },
);

/** A policy that scales the service, or something else. */
function scaling(of: TestResource) {
  return resource(
    "aws:appautoscaling/policy:Policy",
    "up",
    { serviceNamespace: "ecs", resourceId: UNKNOWN },
    { dependencies: { resourceId: [of] } },
  );
}

describeRule(rule, {
  accepts: {
    "a service with all its alarms": {
      given: [
        web,
        ...heard,
        running,
        alarm("cpu", "CPUUtilization", [web]),
        alarm("memory", "MemoryUtilization", [web]),
      ],
    },
    "an alarm that scales instead of telling": {
      given: [web, alarm("cpu", "CPUUtilization", [web], {}, resource("aws:appautoscaling/policy:Policy", "out"))],
      ...only("ecs-cpu"),
    },
    "an expression over the metrics of several groups": {
      given: [
        group,
        ...heard,
        resource(
          ALARM,
          "errors",
          {
            alarmActions: [UNKNOWN],
            metricQueries: [
              { metric: { metricName: "HTTPCode_Target_5XX_Count", dimensions: { TargetGroup: UNKNOWN } } },
              { expression: "m1 + m2" },
            ],
          },
          { dependencies: { metricQueries: [group, balancer], alarmActions: [topic] } },
        ),
      ],
      ...only("target-errors"),
    },
    "an alarm on all targets of the load balancer": {
      given: [group, balancer, ...heard, alarm("errors", "HTTPCode_Target_5XX_Count", [balancer])],
      ...only("target-errors"),
    },
    "a topic that is named by its policy": {
      given: [
        web,
        ...heard,
        alarm(
          "running",
          "RunningTaskCount",
          [web],
          {},
          resource("aws:sns/topicPolicy:TopicPolicy", "policy", { arn: UNKNOWN }, { dependencies: { arn: [topic] } }),
        ),
        resource("aws:sns/topicPolicy:TopicPolicy", "policy", { arn: UNKNOWN }, { dependencies: { arn: [topic] } }),
      ],
      ...RUNNING,
    },
    "a topic of another stack": {
      given: [
        web,
        alarm("running", "RunningTaskCount", [web], { alarmActions: ["arn:aws:sns:eu-west-1:1:topic"] }, web),
      ],
      ...RUNNING,
    },
    "an alarm that is heard as part of another": {
      given: [
        web,
        ...heard,
        alarm("running", "RunningTaskCount", [web], { alarmActions: [] }),
        resource(
          "aws:cloudwatch/compositeAlarm:CompositeAlarm",
          "all",
          { alarmRule: UNKNOWN, alarmActions: [UNKNOWN] },
          { dependencies: { alarmRule: [running], alarmActions: [topic] } },
        ),
      ],
      ...RUNNING,
    },
    "targets behind a network load balancer, which sees no statuses": {
      given: resource("aws:lb/targetGroup:TargetGroup", "tcp", { protocol: "TCP" }),
      ...only("target-errors", "target-response-time"),
    },
    "a primary, which lags behind nothing": {
      given: resource("aws:rds/instance:Instance", "primary"),
      ...only("database-replica-lag"),
    },
  },
  refuses: {
    "a service without an alarm": {
      given: [web],
      violations: [
        "web: alarm on RunningTaskCount is not set: nobody notices when",
        "web: alarm on CPUUtilization is not set: nobody notices when",
        "web: alarm on MemoryUtilization is not set: nobody notices when",
      ],
    },
    "an alarm on another service": {
      given: [web, ...heard, alarm("running", "RunningTaskCount", [group])],
      ...RUNNING,
      violations: ["web: alarm on RunningTaskCount is not set"],
    },
    "a topic that nobody has subscribed to": {
      given: [web, topic, running],
      ...RUNNING,
      violations: ['running: alarmActions is "topic": nobody has subscribed to the topic that it tells'],
    },
    "a service without an alarm, where something else is scaled": {
      given: [web, target, scaling(group)],
      ...only("ecs-memory"),
      violations: ["web: alarm on MemoryUtilization is not set"],
    },
    "a scaled service of which nobody knows whether it runs": {
      given: [web, target, scaling(target)],
      ...RUNNING,
      violations: ["web: alarm on RunningTaskCount is not set"],
    },
    "an alarm that is switched off": {
      given: [web, ...heard, alarm("running", "RunningTaskCount", [web], { actionsEnabled: false })],
      ...RUNNING,
      violations: ["running: actionsEnabled is false: the alarm rings and does nothing"],
    },
    "groups of the older name, replicas, caches and queues": {
      given: [
        resource("aws:alb/targetGroup:TargetGroup", "old", { protocol: "HTTPS" }),
        resource("aws:rds/instance:Instance", "replica", { replicateSourceDb: "primary" }),
        resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache"),
        resource("aws:sqs/queue:Queue", "jobs"),
      ],
      ...only("target-response-time", "database-replica-lag", "cache-evictions", "queue-age"),
      violations: [
        "old: alarm on TargetResponseTime",
        "replica: alarm on ReplicaLag",
        "cache: alarm on Evictions",
        "jobs: alarm on ApproximateAgeOfOldestMessage",
      ],
    },
  },
  boundaries: {
    "two alarms on the same, of which one is heard": {
      given: [web, ...heard, running, alarm("other", "RunningTaskCount", [web], { alarmActions: [] })],
      ...RUNNING,
    },
    "a service that is scaled by something else than memory": {
      given: [web, target, scaling(target)],
      ...only("ecs-memory"),
      remarks: ["web: alarm on MemoryUtilization is not set: nobody notices when tasks are about to be killed"],
    },
    "development, which nothing scales": { given: [web, ...heard, running], environment: "development" },
  },
  missing: {
    "an alarm's actions": {
      given: [
        web,
        resource(ALARM, "running", { metricName: "RunningTaskCount" }, { dependencies: { dimensions: [web] } }),
      ],
      ...RUNNING,
      violations: ["running: alarmActions is not set: the alarm rings and tells nobody"],
    },
    services: { given: resource("aws:ecs/cluster:Cluster", "cluster") },
  },
  unknown: {
    "an alarm's metric and actions": {
      given: [web, alarm("running", UNKNOWN, [web], { alarmActions: UNKNOWN })],
      ...RUNNING,
    },
    "a group's protocol": {
      given: resource("aws:lb/targetGroup:TargetGroup", "group", { protocol: UNKNOWN }),
      ...only("target-errors"),
      remarks: ["group: Not determinable yet: protocol isn't known"],
    },
  },
  production: drop(of("aws:cloudwatch/metricAlarm:MetricAlarm", "orders-FreeStorageSpace")),
});
