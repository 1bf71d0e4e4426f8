import { scalingWired as rule } from "../../../policies/rules/scaling-wired";
import { describeRule, judge, resource, UNKNOWN, type TestResource } from "../support";
import { of, setOptions } from "../support/mutation";

const SERVICE = "aws:ecs/service:Service";
const POLICY = "aws:appautoscaling/policy:Policy";

const web = resource(SERVICE, "web", {}, { ignoreChanges: ["desiredCount"] });
const target = targetOf(web);

function targetOf(service: TestResource, properties: TestResource["properties"] = {}): TestResource {
  const all = { serviceNamespace: "ecs", resourceId: UNKNOWN, ...properties };
  return resource("aws:appautoscaling/target:Target", "scaling", all, { dependencies: { resourceId: [service] } });
}

function policy(name: string, properties: TestResource["properties"], of: TestResource = target): TestResource {
  return resource(POLICY, name, { resourceId: UNKNOWN, ...properties }, { dependencies: { resourceId: [of] } });
}

function step(name: string, scalingAdjustment: unknown, cooldown?: unknown, of?: TestResource): TestResource {
  const steps = { adjustmentType: "ChangeInCapacity", cooldown, stepAdjustments: [{ scalingAdjustment }] };
  return policy(name, { policyType: "StepScaling", stepScalingPolicyConfiguration: steps }, of);
}

function tracking(configuration: TestResource["properties"] = {}): TestResource {
  const properties = {
    policyType: "TargetTrackingScaling",
    targetTrackingScalingPolicyConfiguration: { targetValue: 65, ...configuration },
  };
  return policy("tracking", properties);
}

function alarm(on: TestResource, action = "alarmActions"): TestResource {
  const options = { dependencies: { [action]: [on] } };
  return resource("aws:cloudwatch/metricAlarm:MetricAlarm", `${on.name}-alarm`, { [action]: [UNKNOWN] }, options);
}

const [up, down] = [step("up", 2, 300), step("down", -1, 600)];
const wired = [web, target, up, down, alarm(up), alarm(down)];

describeRule(rule, {
  accepts: {
    "step policies both ways with alarms": { given: wired },
    "a policy that tracks a target": { given: [web, target, tracking()] },
    "an alarm that acts when it ends": { given: [web, target, up, down, alarm(up), alarm(down, "okActions")] },
    "a schedule alone": {
      given: [
        web,
        target,
        resource(
          "aws:appautoscaling/scheduledAction:ScheduledAction",
          "night",
          { resourceId: UNKNOWN },
          {
            dependencies: { resourceId: [target] },
          },
        ),
      ],
    },
    "policies that name the service as the target does": {
      given: [web, target, step("up", 2, 300, web), step("down", -1, 300, web), alarm(up), alarm(down)],
    },
    "what is scaled and no ECS service": { given: targetOf(web, { serviceNamespace: "dynamodb" }) },
  },
  refuses: {
    "a target that nothing scales": {
      given: [web, target],
      violations: ["scaling: policies is not set: nothing scales the service"],
    },
    "no way down": {
      given: [web, target, up, alarm(up)],
      violations: ['scaling: policies is ["up"]: what a peak adds is never taken away'],
    },
    "no way up": {
      given: [web, target, down, alarm(down)],
      violations: ['scaling: policies is ["down"]: nothing adds tasks'],
    },
    "tracking that never takes away": {
      given: [web, target, tracking({ disableScaleIn: true })],
      violations: ['scaling: policies is ["up"]'],
    },
    "a step policy that no alarm sets off": {
      given: [web, target, up, down, alarm(up)],
      violations: ["down: alarms is not set: nothing ever sets the step policy off"],
    },
    "a service whose tasks an update sets back": {
      given: wired.map((each) => (each === web ? resource(SERVICE, "web", { desiredCount: 2 }) : each)),
      violations: ["web: ignoreChanges is []: each update sets the number of tasks back"],
    },
    "policies of another target": {
      given: [
        ...wired,
        resource("aws:appautoscaling/target:Target", "other", { serviceNamespace: "ecs", resourceId: "x" }),
      ],
      violations: ["other: policies is not set"],
    },
  },
  boundaries: {
    "the shortest rests": {
      given: [web, target, tracking({ scaleOutCooldown: 60, scaleInCooldown: 300 })],
    },
    "shorter ones": {
      given: [web, target, tracking({ scaleOutCooldown: 59, scaleInCooldown: 299 })],
      violations: [
        "tracking: targetTrackingScalingPolicyConfiguration.scaleOutCooldown is 59",
        "tracking: targetTrackingScalingPolicyConfiguration.scaleInCooldown is 299",
      ],
    },
    "no rest at all": {
      given: [web, target, tracking({ scaleOutCooldown: 0 })],
      violations: ["tracking: targetTrackingScalingPolicyConfiguration.scaleOutCooldown is 0"],
    },
    "rests of one's own, by the way that the policy goes": {
      given: wired,
      settings: { minimumUpCooldown: 300, minimumDownCooldown: 601 },
      violations: ["down: stepScalingPolicyConfiguration.cooldown is 600"],
    },
    "a step to an exact number, which goes both ways": {
      given: [
        web,
        target,
        policy("exact", { stepScalingPolicyConfiguration: { adjustmentType: "ExactCapacity" } }),
        alarm(policy("exact", {})),
      ],
    },
  },
  missing: {
    "no cooldown, which is 300 seconds": { given: [web, target, tracking()], settings: { minimumUpCooldown: 300 } },
    "no cooldown where more is demanded": {
      given: [web, target, tracking()],
      settings: { minimumUpCooldown: 301 },
      violations: ["tracking: targetTrackingScalingPolicyConfiguration.scaleOutCooldown is not set"],
    },
  },
  unknown: {
    "an unknown step": {
      given: [web, target, step("any", UNKNOWN), alarm(step("any", 1))],
      remarks: [
        "any: Not determinable yet: stepScalingPolicyConfiguration.stepAdjustments[0].scalingAdjustment isn't known",
      ],
    },
    "a policy of which nobody can tell whose it is": {
      given: [web, target, resource(POLICY, "any", { resourceId: UNKNOWN })],
      remarks: ["any: Not determinable yet: resourceId isn't known"],
    },
  },
  production: setOptions(of("aws:ecs/service:Service"), { ignoreChanges: [] }),
});

it("finds policies by the path that names the service, where all is written out", async () => {
  const path = { serviceNamespace: "ecs", resourceId: "service/main/web" };
  const written = [
    resource(SERVICE, "web", { name: "web" }, { ignoreChanges: ["desiredCount"] }),
    resource("aws:appautoscaling/target:Target", "scaling", path),
    resource(POLICY, "tracking", { ...path, policyType: "TargetTrackingScaling" }),
  ];

  expect((await judge(rule, written)).violations).toEqual([]);
  expect((await judge(rule, written.slice(0, 2))).violations).toHaveLength(1);
});
