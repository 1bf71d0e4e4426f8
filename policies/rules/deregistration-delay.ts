import { everywhere, isKnownAs, resourceRule, type Finding, type ResourceView } from "../core";
import { TARGET_GROUP_TYPES } from "./shared/load-balancers";

interface Settings {
  /** Fewest seconds. */
  readonly minimumSeconds: number;
  /** Most seconds. */
  readonly maximumSeconds: number;
}

/** Elastic Load Balancing User Guide, Target group attributes. */
const DEFAULT_SECONDS = 300;

export const deregistrationDelay = resourceRule<Settings>({
  name: "deregistration-delay",
  title: "Targets are drained long enough, and no longer",
  description:
    "When a target leaves, its target group waits for open requests for a time within the environment's bounds.",
  why:
    "Without the wait, every deployment cuts off requests. With the five minutes that AWS waits by default, every " +
    "deployment and rollback takes five minutes longer.",
  fix: "Set `deregistrationDelay` to about as long as the slowest request takes, such as 30.",
  severity: "low",
  requirements: ["DP-3", "LB-5"],
  references: [
    {
      title: "Elastic Load Balancing User Guide, Deregistration delay",
      url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
    },
    {
      title: "Amazon ECS Developer Guide, Optimize load balancer connection draining parameters for Amazon ECS",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html",
    },
  ],
  types: TARGET_GROUP_TYPES,
  levels: everywhere("advisory"),
  configuration: {
    schema: {
      minimumSeconds: { type: "integer", minimum: 0, maximum: 3600, description: "Fewest seconds to wait" },
      maximumSeconds: { type: "integer", minimum: 0, maximum: 3600, description: "Most seconds to wait" },
    },
    defaults: {
      development: { minimumSeconds: 0, maximumSeconds: 120 },
      staging: { minimumSeconds: 5, maximumSeconds: 120 },
      production: { minimumSeconds: 5, maximumSeconds: 120 },
    },
  },
  check: (group, bounds) => (isKnownAs(group.string("targetType"), "lambda") ? [] : outOfBounds(group, bounds)),
});

function outOfBounds(group: ResourceView, { minimumSeconds, maximumSeconds }: Settings): Finding[] {
  const delay = group.number("deregistrationDelay");
  if (!delay.known) return [];
  const { value = DEFAULT_SECONDS } = delay;
  if (value >= minimumSeconds && value <= maximumSeconds) return [];
  return [
    {
      property: "deregistrationDelay",
      value: delay.value,
      problem:
        value < minimumSeconds
          ? "open requests are cut off when a target leaves"
          : `each deployment and rollback waits ${value} seconds for targets that leave`,
      allowed: `${minimumSeconds} to ${maximumSeconds} seconds`,
      fix: "set deregistrationDelay to about as long as the slowest request takes, such as 30",
    },
  ];
}
