import { capacityProviderConsistent as rule } from "../../../policies/rules/capacity-provider-consistent";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function group(protectFromScaleIn?: unknown, name = "instances"): TestResource {
  return resource("aws:autoscaling/group:Group", name, { protectFromScaleIn });
}

/** A provider of the group, and the group. */
function capacity(of: TestResource, settings: object = {}): TestResource[] {
  const autoScalingGroupProvider = {
    autoScalingGroupArn: UNKNOWN,
    managedScaling: { status: "ENABLED" },
    managedTerminationProtection: "DISABLED",
    ...settings,
  };
  const options = { dependencies: { autoScalingGroupProvider: [of] } };
  return [of, resource("aws:ecs/capacityProvider:CapacityProvider", "capacity", { autoScalingGroupProvider }, options)];
}

const PROTECTED = { managedTerminationProtection: "ENABLED" };

describeRule(rule, {
  accepts: {
    "a provider that scales a group without protection": { given: capacity(group(false)) },
    "a protection that both know": { given: capacity(group(true), PROTECTED) },
    "a protected group that is no capacity of ECS": { given: [...capacity(group()), group(true, "others")] },
    "instances that ECS manages itself, without a group": {
      given: resource("aws:ecs/capacityProvider:CapacityProvider", "capacity", { managedInstancesProvider: {} }),
    },
  },
  refuses: {
    "a provider that doesn't scale": {
      given: capacity(group(), { managedScaling: { status: "DISABLED" } }),
      violations: ['capacity: autoScalingGroupProvider.managedScaling.status is "DISABLED": tasks wait for instances'],
    },
    "protection that the group doesn't know": {
      given: capacity(group(false), PROTECTED),
      violations: ["instances: protectFromScaleIn is false: the capacity provider manages a protection"],
    },
    "protection that the provider doesn't know": {
      given: capacity(group(true)),
      violations: ["instances: protectFromScaleIn is true: new instances are protected"],
    },
  },
  boundaries: { "booleans as text": { given: capacity(group("true"), PROTECTED) } },
  missing: {
    "no protection, which is off": { given: capacity(group(), { managedTerminationProtection: undefined }) },
    "no protection of the group": {
      given: capacity(group(), PROTECTED),
      violations: ["instances: protectFromScaleIn is false"],
    },
    "no managed scaling": {
      given: capacity(group(), { managedScaling: undefined }),
      violations: ["capacity: autoScalingGroupProvider.managedScaling.status is not set"],
    },
  },
  unknown: {
    "an unknown status beside a disagreement": {
      given: capacity(group(true), { managedScaling: { status: UNKNOWN } }),
      violations: ["instances: protectFromScaleIn is true"],
      remarks: ["capacity: Not determinable yet: autoScalingGroupProvider.managedScaling.status isn't known"],
    },
    "an unknown protection of the group": {
      given: capacity(group(UNKNOWN), PROTECTED),
      remarks: ["instances: Not determinable yet: protectFromScaleIn isn't known"],
    },
    "an unknown protection": {
      given: capacity(group(UNKNOWN), { managedTerminationProtection: UNKNOWN }),
      remarks: ["capacity: Not determinable yet: autoScalingGroupProvider.managedTerminationProtection isn't known"],
    },
  },
  production: set(of("aws:ecs/capacityProvider:CapacityProvider"), {
    "autoScalingGroupProvider.managedScaling.status": "DISABLED",
  }),
});
