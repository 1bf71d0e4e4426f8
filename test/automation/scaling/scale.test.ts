import { scaleService } from "../../../automation/scaling/scale";
import { type FakeContext, fakeContext } from "../support/context";
import { FakeEngine } from "../support/fake-engine";
import { VirtualClock } from "../support/virtual-clock";
import { FakeScaledAws, OUTPUTS } from "./fake-scaled-aws";

const REQUEST = { service: "enterprise", count: 4, reason: "a fair" } as const;

function contextOf(aws: FakeScaledAws, outputs: Readonly<Record<string, unknown>> = OUTPUTS) {
  const engine = Object.assign(new FakeEngine(), { stackOutputs: outputs });
  return { ...fakeContext({ engine, aws: aws.clients() }), clock: new VirtualClock() };
}

async function lastRecord({ store }: Pick<FakeContext, "store">) {
  return (await store.list("staging")).records[0];
}

describe("scaleService", () => {
  it("sets the number of tasks, waits until they run, tells how it goes on, and records who did it and why", async () => {
    const aws = new FakeScaledAws();
    const context = contextOf(aws);

    const record = await scaleService(REQUEST, context);

    expect(aws.asked("UpdateService")).toEqual([{ cluster: "shop", service: "shop-enterprise-1", desiredCount: 4 }]);
    expect(record).toMatchObject({
      kind: "scale",
      status: "succeeded",
      reason: "a fair",
      requestedBy: { who: "developer" },
      scaling: { service: "enterprise", from: 2, to: 4 },
      steps: [{ name: "deploy-application", outcome: "succeeded", detail: "enterprise: 2 to 4 tasks" }],
    });
    expect(await lastRecord(context)).toEqual(record);
    expect(context.events.flatMap((event) => (event.code === "progress" ? [event.message] : []))).toEqual([
      "enterprise: 2 of 4 tasks run, 2 start",
      "enterprise: 3 of 4 tasks run, 1 start",
    ]);
  });

  it("asks ECS for nothing where the number is that already, and records it", async () => {
    const aws = new FakeScaledAws();

    const record = await scaleService({ ...REQUEST, count: 2 }, contextOf(aws));

    expect(aws.asked("UpdateService")).toEqual([]);
    expect(record).toMatchObject({ status: "succeeded", steps: [{ outcome: "skipped" }] });
  });

  it.each([0, 6])("refuses %s tasks, out of bounds, before anything changes or is recorded", async (count) => {
    const aws = new FakeScaledAws();
    const context = contextOf(aws);

    await expect(scaleService({ ...REQUEST, count }, context)).rejects.toMatchObject({
      code: "out-of-bounds",
      isRefusal: true,
    });
    expect(aws.asked("UpdateService")).toEqual([]);
    expect(await lastRecord(context)).toBeUndefined();
  });

  it("refuses what is outside of the bounds that a schedule has set for now", async () => {
    const aws = Object.assign(new FakeScaledAws(), { target: { MinCapacity: 1, MaxCapacity: 3 } });

    await expect(scaleService(REQUEST, contextOf(aws))).rejects.toMatchObject({ code: "out-of-bounds" });
    expect(aws.asked("UpdateService")).toEqual([]);
  });

  it("refuses a service that isn't deployed, and names the likely one", async () => {
    await expect(
      scaleService({ ...REQUEST, service: "entreprise" }, contextOf(new FakeScaledAws())),
    ).rejects.toMatchObject({
      message: 'there is no service "entreprise" in what is deployed; there are enterprise, worker',
      nextStep: "Did you mean enterprise?",
    });
  });

  it("refuses while another run works on the environment", async () => {
    const context = contextOf(new FakeScaledAws());
    await context.store.claim("staging", "20261130-115900-0001", { host: "other", processId: 7 });

    await expect(scaleService(REQUEST, context)).rejects.toMatchObject({
      code: "stack-locked",
      message: expect.stringContaining("20261130-115900-0001, process 7 on other") as string,
    });
  });

  it("gives up after its time, with what ECS says of it, and records the failure", async () => {
    const message =
      "(service shop-enterprise-1) was unable to place a task because no container instance met all of its requirements.";
    const createdAt = new Date("2026-11-30T13:01:00Z");
    const aws = Object.assign(new FakeScaledAws(), { pace: 0, events: [{ createdAt, message }] });
    const context = contextOf(aws);

    await expect(scaleService(REQUEST, context)).rejects.toMatchObject({
      code: "time-limit",
      message: `after 15 minutes 2 of 4 tasks of enterprise run; ECS says: ${message}`,
    });
    expect(await lastRecord(context)).toMatchObject({ status: "failed", steps: [{ outcome: "failed" }] });
  });

  it("fails where something sets another number meanwhile", async () => {
    const aws = new FakeScaledAws();
    aws.pace = 0;
    let looks = 0;
    aws.onLook = () => {
      looks += 1;
      if (looks === 3) aws.desired = 5;
    };
    const context = contextOf(aws, { ...OUTPUTS, scalingAlarmNames: { enterprise: ["busy"] } });

    await expect(scaleService(REQUEST, context)).rejects.toMatchObject({
      message: "an alarm, a schedule or somebody set enterprise to 5 tasks meanwhile; 4 were asked for",
    });
  });

  it("waits for a deployment that goes on at the same time", async () => {
    const aws = Object.assign(new FakeScaledAws(), { pace: 5, rolloutState: "IN_PROGRESS" });
    const context = contextOf(aws);
    context.clock.after(60, () => {
      aws.rolloutState = "COMPLETED";
    });
    const begin = context.clock.now().getTime();

    await scaleService(REQUEST, context);

    expect(context.clock.now().getTime() - begin).toBeGreaterThanOrEqual(60_000);
  });

  it("lets others work on the environment afterwards, also where it failed", async () => {
    const aws = Object.assign(new FakeScaledAws(), { pace: 0 });
    const context = contextOf(aws);
    await expect(scaleService(REQUEST, context)).rejects.toThrow();

    aws.pace = 5;
    await expect(scaleService(REQUEST, context)).resolves.toMatchObject({ status: "succeeded" });
  });
});
