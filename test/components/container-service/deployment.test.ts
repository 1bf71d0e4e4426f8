import fc from "fast-check";
import { type Deployment, isShifting } from "../../../components/container-service/deployment";
import type { DeploymentHook } from "../../../components/container-service/deployment-hooks";
import { deploymentSettings, surgePercent } from "../../../components/container-service/deployment-settings";
import { validateDeployment } from "../../../components/container-service/deployment-validation";
import { ArgumentProblems } from "../../../components/shared/validation";

const TARGET = {
  port: 3000,
  healthPath: "/health",
  deregistrationDelaySeconds: 30,
  healthySeconds: 60,
  greenTargetGroupArn: "arn:green",
};
const FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:smoke-test";
const SHIFTING = ["blue-green", "canary", "linear"] as const;

function problems(deployment: Deployment, minInstances = 3, target: typeof TARGET | undefined = TARGET): string[] {
  const found = new ArgumentProblems();
  validateDeployment(deployment, { minInstances, target }, found);
  return found.all.map((each) => `${each.propertyPath}: ${each.reason}`);
}

describe("deploymentSettings, rolling", () => {
  it("never runs fewer tasks than desired, rolls back by itself and rebalances zones by default", () => {
    expect(deploymentSettings({ strategy: "rolling" }, undefined)).toEqual({
      deploymentController: { type: "ECS" },
      deploymentConfiguration: { strategy: "ROLLING" },
      deploymentCircuitBreaker: { enable: true, rollback: true },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      availabilityZoneRebalancing: "ENABLED",
    });
  });

  it("takes the bounds given, and leaves zones alone where no surplus task may start", () => {
    const deployment = { strategy: "rolling", minimumHealthyPercent: 50, maximumPercent: 100 } as const;

    expect(deploymentSettings(deployment, undefined)).toMatchObject({
      deploymentMinimumHealthyPercent: 50,
      deploymentMaximumPercent: 100,
      availabilityZoneRebalancing: "DISABLED",
    });
  });
});

describe("deploymentSettings, shifting traffic", () => {
  it.each([
    [{ strategy: "blue-green" }, { strategy: "BLUE_GREEN", bakeTimeInMinutes: "2" }],
    [
      { strategy: "blue-green", bakeTime: "1h" },
      { strategy: "BLUE_GREEN", bakeTimeInMinutes: "60" },
    ],
    [
      { strategy: "blue-green", bakeTime: "0m" },
      { strategy: "BLUE_GREEN", bakeTimeInMinutes: "0" },
    ],
    [
      { strategy: "canary" },
      {
        strategy: "CANARY",
        bakeTimeInMinutes: "2",
        canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: "5" },
      },
    ],
    [
      { strategy: "canary", canaryPercent: 0.5, canaryBakeTime: "10m", bakeTime: "5m" },
      {
        strategy: "CANARY",
        bakeTimeInMinutes: "5",
        canaryConfiguration: { canaryPercent: 0.5, canaryBakeTimeInMinutes: "10" },
      },
    ],
    [
      { strategy: "linear" },
      {
        strategy: "LINEAR",
        bakeTimeInMinutes: "2",
        linearConfiguration: { stepPercent: 25, stepBakeTimeInMinutes: "5" },
      },
    ],
    [
      { strategy: "linear", stepPercent: 10, stepBakeTime: "0m" },
      {
        strategy: "LINEAR",
        bakeTimeInMinutes: "2",
        linearConfiguration: { stepPercent: 10, stepBakeTimeInMinutes: "0" },
      },
    ],
  ] satisfies [Deployment, object][])("of %j is %j", (deployment, configuration) => {
    expect(deploymentSettings(deployment, undefined)).toEqual({
      deploymentController: { type: "ECS" },
      deploymentConfiguration: configuration,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      availabilityZoneRebalancing: "ENABLED",
    });
  });

  it("asks hooks in ECS's terms", () => {
    const hooks: DeploymentHook[] = [
      { kind: "function", functionArn: FUNCTION, stages: ["PRE_SCALE_UP", "TEST_TRAFFIC_SHIFT"], details: "{}" },
      { kind: "pause", stages: ["POST_TEST_TRAFFIC_SHIFT"] },
      { kind: "pause", stages: ["PRE_SCALE_UP"], timeout: "1d", onTimeout: "continue" },
    ];
    const { deploymentConfiguration } = deploymentSettings({ strategy: "blue-green", hooks }, "arn:role");

    expect(deploymentConfiguration).toMatchObject({
      lifecycleHooks: [
        {
          targetType: "AWS_LAMBDA",
          hookTargetArn: FUNCTION,
          roleArn: "arn:role",
          lifecycleStages: ["PRE_SCALE_UP", "TEST_TRAFFIC_SHIFT"],
          hookDetails: "{}",
        },
        {
          targetType: "PAUSE",
          lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"],
          timeoutConfiguration: { timeoutInMinutes: "60", action: "ROLLBACK" },
        },
        {
          targetType: "PAUSE",
          lifecycleStages: ["PRE_SCALE_UP"],
          timeoutConfiguration: { timeoutInMinutes: "1440", action: "CONTINUE" },
        },
      ],
    });
  });
});

describe("surgePercent", () => {
  it("is what a rolling deployment may start, and everything twice otherwise", () => {
    expect(surgePercent({ strategy: "rolling", maximumPercent: 150 })).toBe(150);
    expect(surgePercent({ strategy: "rolling" })).toBe(200);
    expect(SHIFTING.map((strategy) => surgePercent({ strategy }))).toEqual([200, 200, 200]);
  });
});

describe("validateDeployment", () => {
  it.each([
    [{ minimumHealthyPercent: -1 }, /^deployment\.minimumHealthyPercent: .*from 0 to 100, got -1$/],
    [{ minimumHealthyPercent: 101 }, /^deployment\.minimumHealthyPercent: .*got 101$/],
    [{ maximumPercent: 99 }, /^deployment\.maximumPercent: .*from 100 to 200, got 99$/],
    [{ maximumPercent: 150.5 }, /^deployment\.maximumPercent: .*got 150.5$/],
    [{ minimumHealthyPercent: 100, maximumPercent: 100 }, /^deployment: with minInstances 3, 100 to 100 percent/],
  ])("refuses to roll with %j", (deployment, problem) => {
    expect(problems({ strategy: "rolling", ...deployment })).toEqual([expect.stringMatching(problem)]);
  });

  it.each([
    [
      { strategy: "blue-green", bakeTime: "90s" },
      /^deployment\.bakeTime: must be whole minutes from "0m" to "1440m", got "90s"$/,
    ],
    [{ strategy: "blue-green", bakeTime: "2d" }, /^deployment\.bakeTime: .*got "2d"$/],
    [{ strategy: "canary", canaryPercent: 0 }, /^deployment\.canaryPercent: .*from 0\.1 to 100 in tenths, got 0$/],
    [{ strategy: "canary", canaryPercent: 0.25 }, /^deployment\.canaryPercent: .*got 0\.25$/],
    [{ strategy: "canary", canaryBakeTime: "25h" }, /^deployment\.canaryBakeTime: .*got "25h"$/],
    [{ strategy: "linear", stepPercent: 2.9 }, /^deployment\.stepPercent: .*from 3 to 100 in tenths, got 2\.9$/],
    [{ strategy: "linear", stepPercent: 101 }, /^deployment\.stepPercent: .*got 101$/],
    [{ strategy: "linear", stepBakeTime: "30s" }, /^deployment\.stepBakeTime: .*got "30s"$/],
  ] satisfies [Deployment, RegExp][])("refuses %j", (deployment, problem) => {
    expect(problems(deployment)).toEqual([expect.stringMatching(problem)]);
  });

  it.each<[DeploymentHook, RegExp]>([
    [
      { kind: "function", functionArn: "smoke-test", stages: ["PRE_SCALE_UP"] },
      /^deployment\.hooks\[0\]\.functionArn: must be/,
    ],
    [{ kind: "function", functionArn: FUNCTION, stages: [] }, /^deployment\.hooks\[0\]\.stages: must name one/],
    [
      { kind: "function", functionArn: FUNCTION, stages: ["PRE_SCALE_UP"], answersWithin: "25h" },
      /^deployment\.hooks\[0\]\.answersWithin: .*"1m" to "1440m", got "25h"/,
    ],
    [
      { kind: "pause", stages: ["PRE_SCALE_UP"], timeout: "30s" },
      /^deployment\.hooks\[0\]\.timeout: .*"1m" to "20160m"/,
    ],
  ])("refuses the hook %j", (hook, problem) => {
    expect(problems({ strategy: "linear", hooks: [hook] })).toEqual([expect.stringMatching(problem)]);
  });

  it.each(SHIFTING)("refuses %s where there is one target group or none", (strategy) => {
    expect(problems({ strategy })).toEqual([]);
    expect(problems({ strategy }, 3, { ...TARGET, greenTargetGroupArn: undefined } as never)).toEqual([
      expect.stringContaining("a network load balancer's target"),
    ]);
  });

  it.each([
    [1, 100, 200, true],
    [1, 0, 100, true],
    [1, 50, 150, false],
    [2, 50, 100, true],
    [2, 51, 149, false],
    [2, 100, 150, true],
  ])("of %i instances with %i to %i percent: %s", (minInstances, minimumHealthyPercent, maximumPercent, accepted) => {
    const deployment = { strategy: "rolling", minimumHealthyPercent, maximumPercent } as const;

    expect(problems(deployment, minInstances).length === 0).toBe(accepted);
  });

  it("accepts for more instances whatever it accepts for fewer", () => {
    const percent = (min: number, max: number) => fc.integer({ min, max });
    fc.assert(
      fc.property(percent(0, 100), percent(100, 200), percent(1, 50), percent(0, 50), (minimum, maximum, few, more) => {
        const deployment = { strategy: "rolling", minimumHealthyPercent: minimum, maximumPercent: maximum } as const;
        fc.pre(problems(deployment, few).length === 0);
        expect(problems(deployment, few + more)).toEqual([]);
      }),
    );
  });
});

describe("isShifting", () => {
  it("tells rolling from the rest", () => {
    expect(SHIFTING.map((strategy) => isShifting({ strategy }))).toEqual([true, true, true]);
    expect(isShifting({ strategy: "rolling" })).toBe(false);
  });
});
