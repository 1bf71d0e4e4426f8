import { describedStages, watchRollouts } from "../../../automation/verification/rollout-watch";
import { fakeContext } from "../support/context";
import { FakeAws } from "../support/fake-aws";
import { serviceResource } from "../support/samples";

async function watched(...changes: readonly [seconds: number, deployment: Readonly<Record<string, unknown>>][]) {
  const aws = new FakeAws();
  const context = fakeContext({ aws: aws.clients() });
  context.engine.state = [serviceResource()];
  for (const [seconds, deployment] of changes) {
    context.clock.after(seconds, () => {
      aws.deploymentId = "newer";
      aws.deployment = deployment;
    });
  }
  const watch = await watchRollouts(context);
  const end = Math.max(0, ...changes.map(([seconds]) => seconds)) * 1_000 + context.clock.now().getTime();
  while (context.clock.now().getTime() < end) await new Promise((resolve) => setImmediate(resolve));
  return { stages: await watch.stop(), context };
}

function at(lifecycleStage: string, requestedProductionTrafficWeight: number) {
  return { status: "IN_PROGRESS", lifecycleStage, targetServiceRevision: { requestedProductionTrafficWeight } };
}

describe("a watch of rollouts", () => {
  it("tells each stage once, with the share of traffic, and how long it took", async () => {
    const { stages, context } = await watched(
      [10, at("SCALE_UP", 0)],
      [30, at("PRODUCTION_TRAFFIC_SHIFT", 10)],
      [50, at("PRODUCTION_TRAFFIC_SHIFT", 100)],
      [60, { status: "SUCCESSFUL" }],
    );

    expect(context.events.filter(({ code }) => code === "traffic")).toEqual([
      { code: "traffic", service: "web", stage: "SCALE_UP", percent: 0 },
      { code: "traffic", service: "web", stage: "PRODUCTION_TRAFFIC_SHIFT", percent: 10 },
      { code: "traffic", service: "web", stage: "PRODUCTION_TRAFFIC_SHIFT", percent: 100 },
      { code: "traffic", service: "web", stage: "SUCCESSFUL" },
    ]);
    expect(describedStages(stages)).toBe(
      "web: SCALE_UP at 0 % 20 s, PRODUCTION_TRAFFIC_SHIFT at 10 % 20 s, PRODUCTION_TRAFFIC_SHIFT at 100 % 10 s, SUCCESSFUL",
    );
  });

  it("tells a rollback, also of a rolling deployment, which has no stages", async () => {
    const { stages } = await watched(
      [10, { status: "IN_PROGRESS" }],
      [30, { status: "ROLLBACK_IN_PROGRESS" }],
      [60, { status: "ROLLBACK_SUCCESSFUL" }],
    );

    expect(stages.map(({ stage }) => stage)).toEqual(["IN_PROGRESS", "ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL"]);
  });

  it("tells nothing of a deployment from before", async () => {
    const { stages } = await watched();

    expect(stages).toEqual([]);
    expect(describedStages(stages)).toBe("no service was deployed");
  });
});
