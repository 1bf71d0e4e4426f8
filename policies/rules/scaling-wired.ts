import {
  everywhere,
  isKnownAs,
  MANDATORY_FROM_STAGING,
  stackRule,
  type ResourceView,
  type StackFinding,
  type StackView,
} from "../core";
import { METRIC_ALARM } from "./shared/alarms";
import { SERVICE } from "./shared/ecs-service";
import {
  directionsOf,
  isOfTarget,
  isStepPolicy,
  keepsTasks,
  SCALABLE_TARGET,
  SCALING_POLICY,
  scalesService,
  SCHEDULED_ACTION,
  type Direction,
} from "./shared/scaling-policies";

interface Settings {
  /** Shortest cooldown after adding tasks, in seconds. */
  readonly minimumUpCooldown: number;
  /** Shortest cooldown after removing tasks, in seconds. */
  readonly minimumDownCooldown: number;
}

/** The properties with an alarm's actions. */
const ACTIONS = ["alarmActions", "okActions", "insufficientDataActions"] as const;

/**
 * The default cooldown of an ECS service's policies (Application Auto Scaling API Reference,
 * StepScalingPolicyConfiguration).
 */
const DEFAULT_COOLDOWN_SECONDS = 300;

export const scalingWired = stackRule<Settings>({
  name: "scaling-wired",
  title: "Scaling works, in both directions",
  description:
    "The scalable target of an ECS service has policies that add and that remove tasks, or a schedule. Alarms " +
    "trigger its step policies, each policy has a cooldown, and updates leave the number of tasks alone.",
  why:
    "A target without a policy, and a step policy without an alarm, look like scaling and do nothing. Without " +
    "scaling down, every peak costs money until someone notices. Without a cooldown, tasks are added faster than " +
    "they can help. An update that sets the number of tasks undoes scaling under load.",
  fix:
    "Give the target a policy for each way, name each step policy under an alarm's `alarmActions`, set cooldowns, and " +
    'declare the service with `ignoreChanges: ["desiredCount"]`.',
  severity: "high",
  requirements: ["SC-5", "SC-10", "SC-12"],
  references: [
    {
      title: "Application Auto Scaling User Guide, How step scaling for Application Auto Scaling works",
      url: "https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html",
    },
    {
      title: "Amazon ECS Developer Guide, Automatically scale your Amazon ECS service",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
    },
  ],
  types: [SCALABLE_TARGET, SCALING_POLICY, SERVICE],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      minimumUpCooldown: { type: "integer", minimum: 0, description: "Least rest after adding tasks, in seconds" },
      minimumDownCooldown: {
        type: "integer",
        minimum: 0,
        description: "Least rest after taking tasks away, in seconds",
      },
    },
    defaults: everywhere({ minimumUpCooldown: 60, minimumDownCooldown: 300 }),
  },
  check(stack, settings) {
    const targets = stack.resources(SCALABLE_TARGET).filter(scalesService);
    const wired = policiesOfAlarms(stack);
    return targets.flatMap((target) => {
      const policies = stack.resources(SCALING_POLICY).filter((policy) => isOfTarget(stack, policy, target));
      return [
        ...missingWays(stack, target, policies),
        ...policies.filter((policy) => isStepPolicy(policy) && !wired.has(policy)).map(withoutAlarm),
        ...policies.flatMap((policy) => restless(policy, settings)),
        ...resetByUpdates(stack, target),
      ];
    });
  },
});

function policiesOfAlarms(stack: StackView): ReadonlySet<ResourceView> {
  return new Set(
    stack
      .resources(METRIC_ALARM)
      .flatMap((alarm) =>
        ACTIONS.filter((action) => !alarm.isMissing(action)).flatMap((action) =>
          stack.referencesTo(alarm, action, [SCALING_POLICY]),
        ),
      ),
  );
}

function missingWays(stack: StackView, target: ResourceView, policies: readonly ResourceView[]): StackFinding[] {
  if (policies.length === 0 && isScaledOtherwise(stack, target)) return [];
  const ways = new Set(policies.flatMap(directionsOf));
  if (ways.has("up") && ways.has("down")) return [];
  return [
    {
      resource: target,
      property: "policies",
      value: ways.size === 0 ? undefined : [...ways],
      problem: describeMissing(ways),
      allowed: "a policy up and a policy down, or one that tracks a target",
      fix: "add an aws.appautoscaling.Policy for each way, with the target's resourceId",
    },
  ];
}

function describeMissing(ways: ReadonlySet<Direction>): string {
  if (ways.size === 0) return "nothing scales the service, though it looks as if";
  return ways.has("up") ? "what a peak adds is never taken away" : "nothing adds tasks under load";
}

/** Whether schedules scale a target, or a policy may do so whose target isn't known yet. */
function isScaledOtherwise(stack: StackView, target: ResourceView): boolean {
  return (
    stack.resources(SCHEDULED_ACTION).some((action) => isOfTarget(stack, action, target)) ||
    stack.resources(SCALING_POLICY).some((policy) => isUnclear(stack, policy))
  );
}

function isUnclear(stack: StackView, policy: ResourceView): boolean {
  const named = stack.referencesTo(policy, "resourceId", [SCALABLE_TARGET, SERVICE]);
  return named.length === 0 && !policy.string("resourceId").known;
}

function withoutAlarm(policy: ResourceView): StackFinding {
  return {
    resource: policy,
    property: "alarms",
    problem: "nothing ever sets the step policy off",
    allowed: "one alarm at least that names the policy among its actions",
    fix: "add the policy's arn to the alarmActions of an aws.cloudwatch.MetricAlarm",
  };
}

function restless(policy: ResourceView, { minimumUpCooldown, minimumDownCooldown }: Settings): StackFinding[] {
  if (isStepPolicy(policy)) {
    const minimum = directionsOf(policy).includes("up") ? minimumUpCooldown : minimumDownCooldown;
    return shortCooldown(policy, "stepScalingPolicyConfiguration.cooldown", minimum);
  }
  if (!isKnownAs(policy.string("policyType"), "TargetTrackingScaling")) return [];
  const tracking = "targetTrackingScalingPolicyConfiguration";
  return [
    ...shortCooldown(policy, `${tracking}.scaleOutCooldown`, minimumUpCooldown),
    ...(keepsTasks(policy) ? [] : shortCooldown(policy, `${tracking}.scaleInCooldown`, minimumDownCooldown)),
  ];
}

function shortCooldown(policy: ResourceView, property: string, minimum: number): StackFinding[] {
  const cooldown = policy.number(property);
  if (!cooldown.known || (cooldown.value ?? DEFAULT_COOLDOWN_SECONDS) >= minimum) return [];
  return [
    {
      resource: policy,
      property,
      value: cooldown.value,
      problem: "the next step comes before the metric shows the effect of the last one",
      allowed: `${minimum} s and more`,
      fix: `set it to ${minimum}, or change the cooldowns in the environment's configuration of the pack`,
    },
  ];
}

function resetByUpdates(stack: StackView, target: ResourceView): StackFinding[] {
  return stack
    .referencesTo(target, "resourceId", [SERVICE])
    .filter(({ options }) => !options.ignoreChanges.some((property) => ["desiredCount", "*"].includes(property)))
    .map((service) => ({
      resource: service,
      property: "ignoreChanges",
      value: service.options.ignoreChanges,
      problem: "each update sets the number of tasks back to desiredCount, whatever the load",
      allowed: 'a list with "desiredCount"',
      fix: 'declare the service with ignoreChanges: ["desiredCount"]',
    }));
}
