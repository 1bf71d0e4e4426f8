import { ecsMinimumHealthyPercent as rule } from "../../../policies/rules/ecs-minimum-healthy-percent";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

interface Bounds {
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly [property: string]: unknown;
}

function service({ minimum, maximum, ...rest }: Bounds, options: TestResource["options"] = {}): TestResource {
  const bounds = { deploymentMinimumHealthyPercent: minimum, deploymentMaximumPercent: maximum };
  return resource("aws:ecs/service:Service", "web", { ...bounds, ...rest }, options);
}

describeRule(rule, {
  accepts: {
    "a deployment that starts tasks first": { given: service({ minimum: 100, maximum: 200, desiredCount: 3 }) },
    "a daemon, which has to stop a task first": {
      given: service({ minimum: 0, maximum: 100, schedulingStrategy: "DAEMON" }),
    },
    "a deployment by CodeDeploy, which has other bounds": {
      given: service({ minimum: 0, maximum: 100, deploymentController: { type: "CODE_DEPLOY" } }),
    },
    "a blue-green deployment": {
      given: service({ minimum: 0, maximum: 100, deploymentConfiguration: { strategy: "BLUE_GREEN" } }),
    },
  },
  refuses: {
    "a deployment that stops tasks first": {
      given: service({ minimum: 50, maximum: 200 }),
      violations: ["web: deploymentMinimumHealthyPercent is 50: a deployment stops tasks"],
    },
    "bounds that leave no room": {
      given: service({ minimum: 100, maximum: 100 }),
      violations: ["web: deploymentMaximumPercent is 100: beside a minimum of 100 %"],
    },
  },
  boundaries: {
    "half of the tasks in development": { given: service({ minimum: 50 }), environment: "development" },
    "less than half of them": {
      given: service({ minimum: 49 }),
      environment: "development",
      violations: ["web: deploymentMinimumHealthyPercent is 49"],
    },
    "room for half a task beside one": {
      given: service({ minimum: 100, maximum: 150, desiredCount: 1 }),
      violations: ["web: deploymentMaximumPercent is 150"],
    },
    "room for one beside two": { given: service({ minimum: 100, maximum: 150, desiredCount: 2 }) },
    "half of one task, rounded up": {
      given: service({ minimum: 50, maximum: 100, desiredCount: 1 }),
      environment: "development",
      violations: ["web: deploymentMaximumPercent is 100: beside a minimum of 50 %"],
    },
    "half of what is scaled, however many those are": {
      given: service({ minimum: 50, maximum: 100, desiredCount: 1 }, { ignoreChanges: ["desiredCount"] }),
      environment: "development",
    },
    "percentages as text": { given: service({ minimum: "100", maximum: "200" }) },
  },
  missing: {
    "no bounds, whose defaults are safe": { given: service({ desiredCount: 1 }) },
    "a maximum beside the default minimum": {
      given: service({ maximum: 100 }),
      violations: ["web: deploymentMaximumPercent is 100"],
    },
  },
  unknown: {
    "an unknown minimum": {
      given: service({ minimum: UNKNOWN, maximum: 100 }),
      remarks: ["web: Not determinable yet: deploymentMinimumHealthyPercent isn't known"],
    },
    "an unknown maximum beside a wrong minimum": {
      given: service({ minimum: 10, maximum: UNKNOWN }),
      violations: ["web: deploymentMinimumHealthyPercent is 10"],
      remarks: ["web: Not determinable yet: deploymentMaximumPercent isn't known"],
    },
  },
  production: set(of("aws:ecs/service:Service"), {
    "deploymentConfiguration.strategy": "ROLLING",
    deploymentMinimumHealthyPercent: 50,
  }),
});
