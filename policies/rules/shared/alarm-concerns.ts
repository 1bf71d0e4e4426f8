import { isKnownAs, isKnownUnlike, type ResourceView, type StackView } from "../../core";
import { isCopy } from "./copies";
import { TARGET_GROUP_TYPES } from "./load-balancers";
import { isOfTarget, SCALABLE_TARGET, SCALING_POLICY } from "./scaling-policies";

const SERVICES = ["aws:ecs/service:Service"];
const INSTANCES = ["aws:rds/instance:Instance"];
const CACHES = ["aws:elasticache/replicationGroup:ReplicationGroup"];
const QUEUES = ["aws:sqs/queue:Queue"];

/** Something that can go wrong with a kind of resource, and the metrics that show it. */
export interface Concern {
  /** Types of the resources that it concerns. */
  readonly types: readonly string[];
  /** CloudWatch metrics; an alarm on any of them covers the concern. */
  readonly metrics: readonly [string, ...string[]];
  /** The consequence of a missing alarm. */
  readonly unnoticed: string;
  /** Whether it concerns this resource. @default all resources of the types */
  readonly concerns?: (resource: ResourceView) => boolean;
  /** Whether a missing alarm is only a remark for this resource. @default none */
  readonly isDispensable?: (stack: StackView, resource: ResourceView) => boolean;
}

/** The concerns, by the names that the rule's settings list. */
export const CONCERNS: Readonly<Record<string, Concern>> = {
  "ecs-running-tasks": {
    types: SERVICES,
    metrics: ["RunningTaskCount"],
    unnoticed: "too few tasks, or none, run",
  },
  "ecs-cpu": {
    types: SERVICES,
    metrics: ["CPUUtilization"],
    unnoticed: "tasks have no CPU left",
    isDispensable: scalesByPolicy,
  },
  "ecs-memory": {
    types: SERVICES,
    metrics: ["MemoryUtilization"],
    unnoticed: "tasks are about to be killed for want of memory",
    isDispensable: scalesByPolicy,
  },
  "target-errors": {
    types: TARGET_GROUP_TYPES,
    metrics: ["HTTPCode_Target_5XX_Count"],
    unnoticed: "requests end in errors",
    concerns: answersHttp,
  },
  "target-response-time": {
    types: TARGET_GROUP_TYPES,
    metrics: ["TargetResponseTime"],
    unnoticed: "answers take too long",
    concerns: answersHttp,
  },
  "target-unhealthy": {
    types: TARGET_GROUP_TYPES,
    metrics: ["UnHealthyHostCount", "HealthyHostCount"],
    unnoticed: "targets fail their health checks",
    concerns: (group) => isKnownUnlike(group.string("targetType"), "lambda"),
  },
  "database-cpu": { types: INSTANCES, metrics: ["CPUUtilization"], unnoticed: "the database has no CPU left" },
  "database-storage": {
    types: INSTANCES,
    metrics: ["FreeStorageSpace"],
    unnoticed: "the disk is full, and the database stops",
  },
  "database-connections": {
    types: INSTANCES,
    metrics: ["DatabaseConnections"],
    unnoticed: "no connection is left",
  },
  "database-replica-lag": {
    types: INSTANCES,
    metrics: ["ReplicaLag"],
    unnoticed: "a replica answers with old data",
    concerns: isCopy,
  },
  "cache-memory": {
    types: CACHES,
    metrics: ["DatabaseMemoryUsagePercentage", "FreeableMemory", "BytesUsedForCache"],
    unnoticed: "the cache has no memory left",
  },
  "cache-evictions": { types: CACHES, metrics: ["Evictions"], unnoticed: "the cache drops what is still wanted" },
  "queue-age": {
    types: QUEUES,
    metrics: ["ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible"],
    unnoticed: "nobody processes the messages",
  },
};

/**
 * Whether a service is scaled. Whoever configured that chose the metrics, a queue's for instance, and may have left out
 * CPU or memory.
 */
function scalesByPolicy(stack: StackView, service: ResourceView): boolean {
  const targets = stack.referrersOf(service, "resourceId", [SCALABLE_TARGET]);
  const policies = stack.resources(SCALING_POLICY);
  return targets.some((target) => policies.some((policy) => isOfTarget(stack, policy, target)));
}

/**
 * Whether targets get requests from an application load balancer. A network load balancer sees neither statuses nor
 * response times.
 */
function answersHttp(group: ResourceView): boolean {
  const protocol = group.string("protocol");
  return isKnownAs(protocol, "HTTP") || isKnownAs(protocol, "HTTPS");
}
