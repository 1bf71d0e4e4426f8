import { mergedHistory } from "../../../automation/history/merge";
import { settle } from "../../../automation/rollback/settle";
import { fakeContext } from "../support/context";
import { FakeAws, revision } from "../support/fake-aws";
import { SUCCEEDED } from "../support/fake-engine";
import { record, update } from "../support/history-samples";
import { SERVICE_URN, serviceResource } from "../support/samples";

function setUp() {
  const aws = new FakeAws();
  const context = fakeContext({ aws: aws.clients() });
  context.engine.state = [serviceResource(revision(2))];
  return { aws, context };
}

describe("settle", () => {
  it("reads a service anew that runs another task definition than the state names", async () => {
    const { aws, context } = setUp();
    aws.taskDefinition = revision(1);
    aws.deployment = { status: "ROLLBACK_SUCCESSFUL" };

    expect(await settle(context)).toEqual({ services: ["web"] });
    expect(context.engine.runs).toMatchObject([{ kind: "refresh", args: { targets: [SERVICE_URN] } }]);
  });

  it("reads one anew whose deployment didn't succeed, since the state may have other settings of it", async () => {
    const { aws, context } = setUp();
    aws.deployment = { status: "ROLLBACK_SUCCESSFUL" };

    expect(await settle(context)).toEqual({ services: ["web"] });
  });

  it("names the deployment that failed, by which history tells both as one", async () => {
    const { aws, context } = setUp();
    aws.deployment = { status: "ROLLBACK_SUCCESSFUL" };
    const failed = record({ id: "20261130-134146-6711", status: "rolled-back", updateVersion: 1 });
    context.engine.updates = [update({ version: 1 })];

    await settle(context, { deploymentId: failed.id });

    const releases = mergedHistory([failed], await context.engine.history());
    expect(releases.map(({ updates }) => updates.map(({ kind }) => kind))).toEqual([["update", "refresh"]]);
  });

  it("does nothing where the state is true", async () => {
    const { context } = setUp();

    expect(await settle(context)).toEqual({ services: [] });
    expect(context.engine.runs).toEqual([]);
  });

  it("waits until ECS has ended what it deploys", async () => {
    const { aws, context } = setUp();
    aws.deployment = { status: "ROLLBACK_IN_PROGRESS" };
    context.clock.after(20, () => {
      aws.taskDefinition = revision(1);
      aws.deployment = { status: "ROLLBACK_SUCCESSFUL" };
    });
    const begun = context.clock.now().getTime();

    expect(await settle(context)).toEqual({ services: ["web"] });
    expect(context.clock.now().getTime() - begun).toBe(20_000);
  });

  it("waits no longer than its limit", async () => {
    const { aws, context } = setUp();
    aws.deployment = { status: "IN_PROGRESS" };
    const begun = context.clock.now().getTime();
    await settle(context, { limitSeconds: 60 });

    expect(context.clock.now().getTime() - begun).toBe(60_000);
    expect(context.engine.kinds()).toEqual(["refresh"]);
  });

  it("says what to do where the state can't be read anew", async () => {
    const { aws, context } = setUp();
    aws.taskDefinition = revision(1);
    context.engine.answer = () => ({ ...SUCCEEDED, succeeded: false, errors: ["AccessDenied"] });

    await expect(settle(context)).rejects.toMatchObject({
      code: "update-failed",
      message: "the state of web couldn't be read anew: AccessDenied",
    });
  });
});
