import { MANDATORY_IN_PRODUCTION, stackRule, type ResourceView, type StackFinding, type StackView } from "../core";
import { CONCERNS, type Concern } from "./shared/alarm-concerns";
import { deadEndOf } from "./shared/alarm-wiring";
import { AlarmIndex } from "./shared/alarms";
import { LOAD_BALANCER_TYPES, TARGET_GROUP_TYPES } from "./shared/load-balancers";

interface Settings {
  /** Names of the concerns that alarms have to cover. */
  readonly watched: readonly string[];
}

const TYPES = [...new Set(Object.values(CONCERNS).flatMap(({ types }) => types))];
const [FIRST_TYPE = "", ...OTHER_TYPES] = TYPES;

export const alarmsPerService = stackRule<Settings>({
  name: "alarms-per-service",
  title: "Each service has its alarms, and somebody hears them",
  description:
    "ECS services, target groups, RDS instances, Redis and SQS queues have alarms on what goes wrong with them. " +
    "Each alarm has an effect: it scales, or sends to a topic that has a subscriber.",
  why:
    "Without an alarm, customers notice a failure first. An alarm on a topic without subscribers only looks as if " +
    "it worked.",
  fix:
    "Add an `aws.cloudwatch.MetricAlarm` for the metric with the resource in its `dimensions`, its `alarmActions` on a " +
    "topic, and an `aws.sns.TopicSubscription` of that topic; or take the name out of `watched`.",
  severity: "high",
  identifiers: { checkov: ["CKV_AWS_319"] },
  requirements: ["SH-3", "HC-3", "HC-5", "MO-1"],
  references: [
    {
      title: "Amazon CloudWatch User Guide, Best practice alarm recommendations for AWS services",
      url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html",
    },
  ],
  types: [FIRST_TYPE, ...OTHER_TYPES],
  levels: MANDATORY_IN_PRODUCTION,
  configuration: {
    schema: {
      watched: {
        type: "array",
        items: { type: "string", enum: Object.keys(CONCERNS) },
        description: "What has to be watched",
      },
    },
    defaults: {
      // People scale the services, so nothing demands alarms on CPU or memory.
      development: { watched: ["ecs-running-tasks", "target-errors", "target-unhealthy", "database-storage"] },
      staging: { watched: Object.keys(CONCERNS) },
      production: { watched: Object.keys(CONCERNS) },
    },
  },
  check(stack, { watched }) {
    const alarms = new AlarmIndex(stack, [...TYPES, ...LOAD_BALANCER_TYPES]);
    const concerns = Object.entries(CONCERNS).flatMap(([name, concern]) => (watched.includes(name) ? [concern] : []));
    const found = concerns.flatMap((concern) =>
      stack
        .resources(...concern.types)
        .filter((resource) => concern.concerns?.(resource) ?? true)
        .map((resource) => ({ resource, concern, alarms: alarmsFor(alarms, resource, concern) })),
    );
    const silent = found.filter((each) => each.alarms.length === 0);
    return [
      ...silent.map((each) => unwatched(stack, each)),
      ...unheard(
        stack,
        found.map((each) => each.alarms),
      ),
    ];
  },
});

/** An alarm on the load balancer's sum over all targets covers each of them too. */
function alarmsFor(alarms: AlarmIndex, resource: ResourceView, { metrics }: Concern): readonly ResourceView[] {
  const own = alarms.on([resource], metrics);
  if (own.length > 0 || !TARGET_GROUP_TYPES.includes(resource.type)) return own;
  return alarms.onTypes(LOAD_BALANCER_TYPES, TARGET_GROUP_TYPES, metrics);
}

function unwatched(
  stack: StackView,
  { resource, concern }: { readonly resource: ResourceView; readonly concern: Concern },
): StackFinding {
  const [metric] = concern.metrics;
  return {
    resource,
    property: `alarm on ${metric}`,
    problem: `nobody notices when ${concern.unnoticed}`,
    allowed: `an aws.cloudwatch.MetricAlarm on ${concern.metrics.join(" or ")}`,
    fix: `add an alarm on ${metric} with the resource in its dimensions, and alarmActions on a topic`,
    ...(concern.isDispensable?.(stack, resource) === true && { level: "advisory" }),
  };
}

/** If several alarms cover the same, it is enough that one of them reaches people. */
function unheard(stack: StackView, groups: readonly (readonly ResourceView[])[]): StackFinding[] {
  const deadEnds = new Map([...new Set(groups.flat())].map((alarm) => [alarm, deadEndOf(stack, alarm)] as const));
  const silent = groups.filter((group) => group.every((alarm) => deadEnds.get(alarm) !== undefined)).flat();
  return [...new Set(silent)].flatMap((alarm) => {
    const deadEnd = deadEnds.get(alarm);
    if (deadEnd === undefined) return [];
    return [
      {
        resource: alarm,
        ...deadEnd,
        allowed: "actions that are enabled, on a topic with a subscription or a scaling policy",
        fix: "name a topic under alarmActions, and subscribe somebody with an aws.sns.TopicSubscription",
      },
    ];
  });
}
