import type { Command } from "../../../../../localcloud/behaviour/model/command";
import type { HookAnswer } from "../../../../../localcloud/behaviour/ecs/deployments/hooks";
import type { SmallWorld } from "../../support/small-world";
import {
  deployingWorld,
  messages,
  newest,
  PRODUCTION_RULE,
  shiftedService,
  taskDefinition,
  wanted,
  weights,
} from "./samples";

type HookCall = Extract<Command, { readonly kind: "call-hook" }>;

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:check";
const SECOND_DEFINITION = { taskDefinition: taskDefinition(2).id };

function lambdaHook(...lifecycleStages: readonly string[]) {
  const roleArn = "arn:aws:iam::123456789012:role/hooks";
  return { hookTargetArn: FUNCTION, roleArn, lifecycleStages, hookDetails: '{"bucket":"approvals"}' };
}

function pauseHook(lifecycleStage: string, timeoutConfiguration?: { timeoutInMinutes: string; action: string }) {
  return { targetType: "PAUSE", lifecycleStages: [lifecycleStage], timeoutConfiguration };
}

/** A world whose second deployment has hooks, and the calls of its functions. */
function hookedWorld(
  hooks: readonly unknown[],
  configuration = {},
  callsHooks = true,
): { world: SmallWorld; calls: HookCall[] } {
  const calls: HookCall[] = [];
  const world = deployingWorld({}, [], {
    runtime: () => (callsHooks ? { "call-hook": (command) => calls.push(command) } : {}),
  });
  world.deploy(shiftedService(configuration));
  world.pass(1_000);
  expect(newest(world).status).toBe("SUCCESSFUL");
  world.deploy(shiftedService({ ...configuration, lifecycleHooks: hooks }, SECOND_DEFINITION));
  return { world, calls };
}

function answer(world: SmallWorld, stage: string, given: HookAnswer["answer"], other: Partial<HookAnswer> = {}): void {
  const { arn: deploymentArn } = newest(world);
  world.world.observe({ kind: "hook-answered", deploymentArn, stage, answer: given, ...other });
  world.pass(0);
}

describe("a Lambda hook", () => {
  it("is called with what AWS documents, and holds its stage until it succeeded", () => {
    const { world, calls } = hookedWorld([lambdaHook("POST_TEST_TRAFFIC_SHIFT")]);
    const { arn, serviceArn, targetRevisionArn, sourceRevisionArn } = newest(world);
    expect(calls).toEqual([]);
    world.pass(30);
    expect(newest(world).lifecycleStage).toBe("POST_TEST_TRAFFIC_SHIFT");
    expect(calls).toMatchObject([{ deploymentArn: arn, stage: "POST_TEST_TRAFFIC_SHIFT", functionArn: FUNCTION }]);
    expect(JSON.parse(calls[0]?.details ?? "")).toEqual({
      executionId: expect.stringMatching(/^\w{32}$/) as string,
      lifecycleStage: "POST_TEST_TRAFFIC_SHIFT",
      resourceArn: arn,
      executionDetails: { serviceArn, targetServiceRevisionArn: targetRevisionArn, ...NO_WEIGHTS },
      hookDetails: { bucket: "approvals" },
    });
    expect(sourceRevisionArn).toBeDefined();
    world.pass(3_600);
    expect(weights(world, PRODUCTION_RULE)).toEqual([0, 100]);
    answer(world, "POST_TEST_TRAFFIC_SHIFT", "SUCCEEDED");
    expect(weights(world, PRODUCTION_RULE)).toEqual([100, 0]);
  });

  it("is told the weights of its stage", () => {
    const { world, calls } = hookedWorld([lambdaHook("TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT")]);
    world.pass(30);
    answer(world, "TEST_TRAFFIC_SHIFT", "SUCCEEDED");
    const { targetRevisionArn: target, sourceRevisionArn: source = "" } = newest(world);
    const shifted = { [target]: 100, [source]: 0 };
    const details = calls.map((call) => JSON.parse(call.details) as { executionDetails: unknown });
    expect(details.map(({ executionDetails }) => executionDetails)).toMatchObject([
      { testTrafficWeights: shifted, productionTrafficWeights: {} },
      { testTrafficWeights: {}, productionTrafficWeights: shifted },
    ]);
  });

  it("is called again after 30 seconds, or after the delay that it asks for", () => {
    const { world, calls } = hookedWorld([lambdaHook("PRE_SCALE_UP")]);
    expect(calls).toHaveLength(1);
    expect(wanted(world)).toEqual({ "web:1": 4 });
    const [{ hookId } = { hookId: "" }] = calls;
    answer(world, "PRE_SCALE_UP", "IN_PROGRESS", { hookId });
    world.pass(29);
    expect(calls).toHaveLength(1);
    world.pass(1);
    expect(calls).toHaveLength(2);
    answer(world, "PRE_SCALE_UP", "IN_PROGRESS", { hookId, callBackDelay: 60 });
    world.pass(59);
    expect(calls).toHaveLength(2);
    world.pass(1);
    expect(calls).toHaveLength(3);
    answer(world, "PRE_SCALE_UP", "SUCCEEDED", { hookId });
    expect(newest(world).lifecycleStage).toBe("SCALE_UP");
  });

  it("is called again where the world that waited for its answer has ended", () => {
    const { world, calls } = hookedWorld([lambdaHook("PRE_SCALE_UP")]);
    world.pass(100);
    expect(calls).toHaveLength(1);
    world.world.observe({ kind: "world-started" });
    world.pass(0);
    expect(calls).toHaveLength(2);
    expect(calls[1]?.hookId).toBe(calls[0]?.hookId);
  });

  it("rolls back by FAILED, whatever the service says of failures", () => {
    const { world, calls } = hookedWorld([lambdaHook("POST_PRODUCTION_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT")]);
    world.pass(30);
    answer(world, "PRODUCTION_TRAFFIC_SHIFT", "SUCCEEDED");
    answer(world, "POST_PRODUCTION_TRAFFIC_SHIFT", "FAILED");
    expect(newest(world)).toMatchObject({
      status: "ROLLBACK_IN_PROGRESS",
      statusReason:
        "Service deployment rolled back because POST_PRODUCTION_TRAFFIC_SHIFT lifecycle hook(s) failed. " +
        `Lifecycle hook target ${FUNCTION} returned FAILED status.`,
    });
    expect(weights(world, PRODUCTION_RULE)).toEqual([0, 100]);
    const { targetRevisionArn: target, sourceRevisionArn: source = "" } = newest(world);
    const last = JSON.parse(calls.at(-1)?.details ?? "") as { executionDetails: unknown };
    expect(last).toMatchObject({
      lifecycleStage: "PRODUCTION_TRAFFIC_SHIFT", // is called again as the traffic returns
      executionDetails: { productionTrafficWeights: { [target]: 0, [source]: 100 } },
    });
    world.pass(60);
    expect(newest(world).status).toBe("ROLLBACK_SUCCESSFUL");
  });

  it("rolls back after a day without an answer", () => {
    const { world } = hookedWorld([lambdaHook("PRE_SCALE_UP")]);
    world.pass(24 * 3_600 - 1);
    expect(newest(world).lifecycleStage).toBe("PRE_SCALE_UP");
    world.pass(1);
    expect(newest(world).statusReason).toBe(
      `Service deployment rolled back because PRE_SCALE_UP lifecycle hook(s) failed. Lifecycle hook target ${FUNCTION} timed out.`,
    );
  });

  it("counts as succeeded where nothing can call it, which is told first", () => {
    const { world } = hookedWorld([lambdaHook("PRE_SCALE_UP")], {}, false);
    expect(messages(world).at(-1)).toBe(
      `(service web) (deployment ${newest(world).id}) nothing on this machine can call the lifecycle hook ${FUNCTION} ` +
        "of the stage PRE_SCALE_UP: it counts as SUCCEEDED, although nobody checked anything.",
    );
    expect(newest(world).lifecycleStage).toBe("SCALE_UP");
  });

  it("is called at each step of a linear deployment", () => {
    const linear = {
      strategy: "LINEAR",
      linearConfiguration: { stepPercent: 50, stepBakeTimeInMinutes: "2" },
    };
    const { world, calls } = hookedWorld([lambdaHook("PRE_PRODUCTION_TRAFFIC_SHIFT")], linear);
    world.pass(30);
    answer(world, "PRE_PRODUCTION_TRAFFIC_SHIFT", "SUCCEEDED");
    world.pass(120);
    expect(calls).toHaveLength(2);
    expect(weights(world, PRODUCTION_RULE)).toEqual([50, 50]);
    answer(world, "PRE_PRODUCTION_TRAFFIC_SHIFT", "SUCCEEDED");
    expect(weights(world, PRODUCTION_RULE)).toEqual([100, 0]);
  });
});

describe("a pause", () => {
  it("lasts until somebody continues it", () => {
    const { world } = hookedWorld([pauseHook("POST_SCALE_UP")]);
    world.pass(3_600);
    expect(newest(world)).toMatchObject({
      lifecycleStage: "POST_SCALE_UP",
      hooks: [{ targetType: "PAUSE", status: "AWAITING_ACTION", timeoutAction: "ROLLBACK" }],
    });
    expect(messages(world).at(-1)).toMatch(/waits in POST_SCALE_UP for somebody to continue it or to roll it back/);
    answer(world, "PRE_SCALE_UP", "SUCCEEDED");
    expect(newest(world).lifecycleStage).toBe("POST_SCALE_UP"); // that was another stage's answer
    answer(world, "POST_SCALE_UP", "SUCCEEDED");
    expect(newest(world).lifecycleStage).toBe("BAKE_TIME");
  });

  it("rolls back where somebody says so", () => {
    const { world } = hookedWorld([pauseHook("POST_SCALE_UP")]);
    world.pass(60);
    answer(world, "POST_SCALE_UP", "FAILED");
    expect(newest(world).statusReason).toMatch(
      /^Service deployment rolled back because POST_SCALE_UP lifecycle hook\(s\) failed. Pause hook ecs-pause-\w+ was answered with ROLLBACK.$/,
    );
  });

  it.each([
    { action: "ROLLBACK", stage: "POST_SCALE_UP", status: "ROLLBACK_SUCCESSFUL" },
    { action: "CONTINUE", stage: "BAKE_TIME", status: "IN_PROGRESS" },
  ])("that times out does as it is told: $action", ({ action, stage, status }) => {
    const { world } = hookedWorld([pauseHook("POST_SCALE_UP", { timeoutInMinutes: "10", action })]);
    world.pass(30 + 599);
    expect(newest(world).lifecycleStage).toBe("POST_SCALE_UP");
    world.pass(61);
    expect(newest(world)).toMatchObject({ lifecycleStage: stage, status });
  });

  it("and a function of the same stage must both be done", () => {
    const { world, calls } = hookedWorld([pauseHook("POST_SCALE_UP"), lambdaHook("POST_SCALE_UP")]);
    world.pass(30);
    answer(world, "POST_SCALE_UP", "SUCCEEDED", { hookId: calls[0]?.hookId ?? "" });
    expect(newest(world).lifecycleStage).toBe("POST_SCALE_UP");
    answer(world, "POST_SCALE_UP", "SUCCEEDED");
    expect(newest(world).lifecycleStage).toBe("BAKE_TIME");
  });
});

const NO_WEIGHTS = { testTrafficWeights: {}, productionTrafficWeights: {} };
