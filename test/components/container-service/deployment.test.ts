import fc from "fast-check";
import {
  type Deployment,
  deploymentSettings,
  validateDeployment,
} from "../../../components/container-service/deployment";
import { ArgumentProblems } from "../../../components/shared/validation";

function problems(deployment: Omit<Deployment, "strategy">, minInstances = 3): string[] {
  const found = new ArgumentProblems();
  validateDeployment({ strategy: "rolling", ...deployment }, minInstances, found);
  return found.all.map((each) => `${each.propertyPath}: ${each.reason}`);
}

describe("deploymentSettings", () => {
  it("never runs fewer tasks than desired, rolls back by itself and rebalances zones by default", () => {
    expect(deploymentSettings({ strategy: "rolling" })).toEqual({
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

    expect(deploymentSettings(deployment)).toMatchObject({
      deploymentMinimumHealthyPercent: 50,
      deploymentMaximumPercent: 100,
      availabilityZoneRebalancing: "DISABLED",
    });
  });
});

describe("validateDeployment", () => {
  it.each([
    [{ minimumHealthyPercent: -1 }, /^deployment\.minimumHealthyPercent: .*from 0 to 100, got -1$/],
    [{ minimumHealthyPercent: 101 }, /^deployment\.minimumHealthyPercent: .*got 101$/],
    [{ maximumPercent: 99 }, /^deployment\.maximumPercent: .*from 100 to 200, got 99$/],
    [{ maximumPercent: 150.5 }, /^deployment\.maximumPercent: .*got 150.5$/],
    [{ minimumHealthyPercent: 100, maximumPercent: 100 }, /^deployment: with minInstances 3, 100 to 100 percent/],
  ])("refuses %j", (deployment, problem) => {
    expect(problems(deployment)).toEqual([expect.stringMatching(problem)]);
  });

  it.each([
    [1, 100, 200, true],
    [1, 0, 100, true],
    [1, 50, 150, false],
    [2, 50, 100, true],
    [2, 51, 149, false],
    [2, 100, 150, true],
  ])("of %i instances with %i to %i percent: %s", (minInstances, minimumHealthyPercent, maximumPercent, accepted) => {
    expect(problems({ minimumHealthyPercent, maximumPercent }, minInstances).length === 0).toBe(accepted);
  });

  it("accepts for more instances whatever it accepts for fewer", () => {
    const percent = (min: number, max: number) => fc.integer({ min, max });
    fc.assert(
      fc.property(percent(0, 100), percent(100, 200), percent(1, 50), percent(0, 50), (minimum, maximum, few, more) => {
        const deployment = { minimumHealthyPercent: minimum, maximumPercent: maximum };
        fc.pre(problems(deployment, few).length === 0);
        expect(problems(deployment, few + more)).toEqual([]);
      }),
    );
  });
});
