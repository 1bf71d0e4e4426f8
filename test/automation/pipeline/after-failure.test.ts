import { deploy } from "../../../automation/pipeline/deploy";
import { deployed } from "../support/records";
import { BUILD, type Faults, repaired, SERVICE_FAILS, setUp } from "./support/pipeline-world";

describe("a deployment whose process died", () => {
  const DEAD = deployed(2, {
    status: "running",
    steps: [
      {
        name: "validate-configuration",
        startedAt: "2026-11-30T12:02:00Z",
        endedAt: "2026-11-30T12:02:09Z",
        outcome: "succeeded",
      },
      { name: "update-infrastructure", startedAt: "2026-11-30T12:02:10Z" },
    ],
  });

  it("is recorded as interrupted by the next one, which looks in the cloud first", async () => {
    const { context, trail } = setUp({}, [deployed(1), DEAD]);
    const record = await deploy(BUILD, context);
    const found = await context.store.find("staging", DEAD.id);

    expect(found).toMatchObject({
      status: "interrupted",
      failure: "the process that worked on it ended: 1 on workstation",
      endedAt: "2026-11-30T13:00:00.000Z",
    });
    expect(found?.steps.map(({ outcome }) => outcome)).toEqual(["succeeded", "interrupted"]);
    expect(context.events[0]).toMatchObject({ code: "interrupted-deployment-found", record: { id: DEAD.id } });
    expect(trail.entries.map(({ what, outcome }) => [what.deploymentId, outcome])).toEqual([
      [DEAD.id, "interrupted"],
      [record.id, "started"],
      [record.id, "succeeded"],
    ]);
    expect(record.status).toBe("succeeded");
    expect(context.engine.runs.map(({ args }) => "refresh" in args && args.refresh)).toEqual([true, true, true]);
  });

  it("is no release to return to", async () => {
    const { context } = setUp(repaired({ update: SERVICE_FAILS }), [deployed(1), DEAD]);
    await deploy(BUILD, context);
    const { records } = await context.store.list("staging");

    expect(records.find(({ kind }) => kind === "rollback")).toMatchObject({ returnsTo: deployed(1).id });
  });
});

describe("a service whose last deployment failed with nothing to return to", () => {
  function givenUp(faults: Faults = {}) {
    const world = setUp(faults, [deployed(1, { status: "failed" })]);
    const { aws } = world;
    aws.deployment = { status: "ROLLBACK_FAILED" };
    aws.deploymentId = "first";
    aws.counts = { desiredCount: 2, runningCount: 0, pendingCount: 0 };
    aws.answers.set("UpdateService", () => {
      aws.deploymentId = "second";
      aws.deployment = { status: "IN_PROGRESS" };
      world.context.clock.after(60, () => {
        aws.deployment = { status: "SUCCESSFUL" };
        aws.counts = { desiredCount: 2, runningCount: 2, pendingCount: 0 };
      });
      return {};
    });
    return world;
  }

  it("is deployed again, though nothing of it changes", async () => {
    const { aws, context } = givenUp();
    const record = await deploy({}, context);

    expect(aws.requests.filter((each) => each === "UpdateService")).toHaveLength(1);
    expect(record.status).toBe("succeeded");
    expect(record.steps).toContainEqual(
      expect.objectContaining({
        name: "deploy-application",
        outcome: "succeeded",
        detail: "deployed again, unchanged: web",
      }),
    );
  });

  it("is left as it is where its user ends the run meanwhile", async () => {
    const { aws, context, cancel } = givenUp();
    aws.answers.set("UpdateService", () => {
      aws.deploymentId = "second";
      aws.deployment = { status: "IN_PROGRESS" };
      context.clock.after(60, () => {
        cancel.abort();
      });
      return {};
    });
    const record = await deploy({}, context);

    expect(record.status).toBe("interrupted");
    expect(context.engine.kinds().filter((kind) => kind === "update")).toHaveLength(1);
  });

  it("isn't where the update itself deploys it", async () => {
    const { aws, context } = givenUp({
      onUpdate: (changed) => {
        changed.deploymentId = "second";
        changed.deployment = { status: "SUCCESSFUL" };
        changed.counts = { desiredCount: 2, runningCount: 2, pendingCount: 0 };
      },
    });
    const record = await deploy({}, context);

    expect(aws.requests).not.toContain("UpdateService");
    expect(record.status).toBe("succeeded");
  });

  it("isn't where its tasks run", async () => {
    const { aws, context } = givenUp();
    aws.counts = { desiredCount: 2, runningCount: 2, pendingCount: 0 };
    await deploy({}, context);

    expect(aws.requests).not.toContain("UpdateService");
  });
});
