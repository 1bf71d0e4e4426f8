import {
  isKnownAs,
  isKnownUnlike,
  knownValue,
  MANDATORY_FROM_STAGING,
  stackRule,
  type ResourceView,
  type StackFinding,
  type StackView,
} from "../core";

const CAPACITY_PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
const GROUP = "aws:autoscaling/group:Group";

const STATUS = "autoScalingGroupProvider.managedScaling.status";
const PROTECTION = "autoScalingGroupProvider.managedTerminationProtection";

export const capacityProviderConsistent = stackRule({
  name: "capacity-provider-consistent",
  title: "A capacity provider and its Auto Scaling group agree",
  description:
    "ECS capacity providers scale their Auto Scaling groups. A group protects its instances from scale-in exactly " +
    "if the provider manages that protection.",
  why:
    "Without managed scaling, tasks wait for instances that nobody starts. If only one of the two has the " +
    "protection, ECS refuses the provider, or nothing ever removes an instance.",
  fix:
    "Set `managedScaling.status: ENABLED`, and either both `managedTerminationProtection: ENABLED` of the provider and " +
    "`protectFromScaleIn: true` of the group, or neither.",
  severity: "medium",
  requirements: ["SC-12", "SC-13"],
  references: [
    {
      title: "Amazon ECS Developer Guide, Amazon ECS capacity providers for EC2 workloads",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html",
    },
  ],
  types: [CAPACITY_PROVIDER, GROUP],
  levels: MANDATORY_FROM_STAGING,
  check: (stack) =>
    stack
      .resources(CAPACITY_PROVIDER)
      .filter((provider) => !provider.isMissing("autoScalingGroupProvider"))
      .flatMap((provider) => [...unscaled(provider), ...groupsInDisagreement(stack, provider)]),
});

function unscaled(provider: ResourceView): StackFinding[] {
  const status = provider.string(STATUS);
  if (!isKnownUnlike(status, "ENABLED")) return [];
  return [
    {
      resource: provider,
      property: STATUS,
      value: knownValue(status),
      problem: "tasks wait for instances that nobody starts, and no termination protection is managed",
      allowed: "ENABLED",
      fix: "set it to ENABLED",
    },
  ];
}

function groupsInDisagreement(stack: StackView, provider: ResourceView): StackFinding[] {
  const protection = provider.string(PROTECTION);
  if (!protection.known) return [];
  const isManaged = protection.value === "ENABLED";
  return stack
    .referencesTo(provider, "autoScalingGroupProvider.autoScalingGroupArn", [GROUP])
    .filter((group) => isKnownUnlike(group.boolean("protectFromScaleIn"), isManaged, false))
    .map((group) => disagreement(group, isManaged));
}

function disagreement(group: ResourceView, isManaged: boolean): StackFinding {
  return {
    resource: group,
    property: "protectFromScaleIn",
    value: isKnownAs(group.boolean("protectFromScaleIn"), true),
    problem: isManaged
      ? "the capacity provider manages a protection that new instances don't have, which ECS refuses"
      : "new instances are protected, and the capacity provider never lifts that, so that none is taken away",
    allowed: String(isManaged),
    fix: isManaged
      ? "set it to true, or the provider's managedTerminationProtection to DISABLED"
      : "take it out, or set the provider's managedTerminationProtection to ENABLED",
  };
}
