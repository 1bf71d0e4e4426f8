import fc from "fast-check";
import type { Deployment } from "../../../components/container-service/deployment";
import type { DeploymentHook } from "../../../components/container-service/deployment-hooks";
import { deploymentTimeouts, type DeployedArgs } from "../../../components/container-service/deployment-timeouts";

const TARGET = {
  port: 3000,
  healthPath: "/health",
  deregistrationDelaySeconds: 30,
  healthySeconds: 60,
  greenTargetGroupArn: "arn:green",
};
const FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:smoke-test";

/** A service with the container's own check after 30 s, three times every 30 s; its tasks stop within 30 s. */
const SERVICE: DeployedArgs = { port: 3000, minInstances: 3, maxInstances: 20, loadBalancer: { target: TARGET } };

function updateMinutes(overrides: Partial<DeployedArgs>): number {
  return Number(/^(\d+)m$/.exec(deploymentTimeouts({ ...SERVICE, ...overrides }).update)?.[1]);
}

function minutes(deployment: Deployment): number {
  return updateMinutes({ deployment });
}

describe("deploymentTimeouts", () => {
  // Three failed starts of 5 + 2 minutes, departure and way back of a minute each, 10 minutes of margin: 33.
  it.each<[string, Deployment, number]>([
    ["bake time", { strategy: "blue-green" }, 33 + 2],
    ["no bake time", { strategy: "blue-green", bakeTime: "0m" }, 33],
    ["a long bake time", { strategy: "blue-green", bakeTime: "2h" }, 33 + 120],
    ["a canary's time", { strategy: "canary", canaryBakeTime: "1h", bakeTime: "0m" }, 33 + 60],
    ["every step of a linear shift", { strategy: "linear" }, 33 + 4 * 5 + 2],
    ["odd steps", { strategy: "linear", stepPercent: 30, stepBakeTime: "10m", bakeTime: "0m" }, 33 + 4 * 10],
  ])("counts %s", (_, deployment, needed) => {
    expect(minutes(deployment)).toBeGreaterThanOrEqual(needed);
    expect(minutes(deployment)).toBeLessThan(needed + 5 + 10);
  });

  it.each<[string, DeploymentHook, number]>([
    ["a pause of an hour unless told otherwise", { kind: "pause", stages: ["PRE_SCALE_UP"] }, 60],
    ["each stage of a pause", { kind: "pause", stages: ["PRE_SCALE_UP", "POST_SCALE_UP"], timeout: "1d" }, 2 * 1440],
    ["a function's longest run", { kind: "function", functionArn: FUNCTION, stages: ["POST_SCALE_UP"] }, 15],
    [
      "a function that answers later, at each of four steps",
      { kind: "function", functionArn: FUNCTION, stages: ["PRODUCTION_TRAFFIC_SHIFT"], answersWithin: "1h" },
      4 * 60,
    ],
  ])("counts %s", (_, hook, more) => {
    const linear = { strategy: "linear", stepPercent: 25 } as const;

    expect(minutes({ ...linear, hooks: [hook] }) - minutes(linear)).toBe(more);
  });

  it("counts rounds of replacement where few tasks may start or stop at once", () => {
    const rolling = (minimumHealthyPercent: number, maximumPercent: number) =>
      minutes({ strategy: "rolling", minimumHealthyPercent, maximumPercent });

    // Of 20 tasks 10 at once: 2 rounds rather than 1; of 3 one at once: 3 rounds.
    expect(rolling(50, 100)).toBeGreaterThan(rolling(100, 200));
    expect(rolling(90, 110)).toBeGreaterThan(rolling(50, 100));
  });

  it("counts draining, the stop of the container, slow checks and a long grace period", () => {
    const blueGreen = { deployment: { strategy: "blue-green" } } as const;
    const usual = updateMinutes(blueGreen);
    const draining = { target: { ...TARGET, deregistrationDelaySeconds: 3600 } };

    expect(updateMinutes({ ...blueGreen, loadBalancer: draining, stopTimeout: "120s" })).toBeGreaterThan(
      usual + 2 * 59,
    );
    expect(updateMinutes({ ...blueGreen, containerHealthCheck: { interval: "300s" } })).toBeGreaterThan(usual + 3 * 13);
    expect(updateMinutes({ ...blueGreen, healthCheckGracePeriod: "1h" })).toBeGreaterThan(usual + 3 * 55);
  });

  it("waits for a deletion until tasks have drained and stopped", () => {
    const draining = { target: { ...TARGET, deregistrationDelaySeconds: 3600 } };

    expect(deploymentTimeouts(SERVICE).delete).toBe("20m");
    expect(deploymentTimeouts({ ...SERVICE, loadBalancer: draining, stopTimeout: "120s" }).delete).toBe("75m");
  });

  it("waits for a creation as for an update, whose stages it has", () => {
    const { create, update } = deploymentTimeouts({ ...SERVICE, deployment: { strategy: "canary" } });

    expect(create).toBe(update);
  });

  it("counts alarms, which ECS watches on after a rolling deployment", () => {
    const worker = { loadBalancer: undefined, deployment: { strategy: "rolling" } } as const;

    expect(updateMinutes({ ...worker, deploymentAlarmNames: ["errors"] }) - updateMinutes(worker)).toBe(15);
  });

  it("is never less than the provider's own limit, nor than what a deployment waits by itself", () => {
    const span = (most: number) => fc.integer({ min: 0, max: most }).map((value) => `${value}m` as const);
    fc.assert(
      fc.property(span(1440), span(1440), fc.integer({ min: 3, max: 100 }), (bakeTime, stepBakeTime, stepPercent) => {
        const own = Number.parseInt(bakeTime) + (Math.ceil(100 / stepPercent) - 1) * Number.parseInt(stepBakeTime);
        const waited = minutes({ strategy: "linear", bakeTime, stepBakeTime, stepPercent });
        expect(waited).toBeGreaterThanOrEqual(Math.max(20, own + 10));
      }),
    );
  });
});
