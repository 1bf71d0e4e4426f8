import { expectationAfter, lookBefore } from "../../../automation/verification/look";
import { failureOf, verify, type VerifyOptions } from "../../../automation/verification/verify";
import { fakeContext } from "../support/context";
import { FakeAws, revision } from "../support/fake-aws";
import { alarmResource, serviceResource } from "../support/samples";

const TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
const URL = "https://shop.example/health";

function ringing(AlarmName: string) {
  return { AlarmName, StateValue: "ALARM" as const, StateReason: "Threshold Crossed", AlarmActions: [TOPIC] };
}

function setUp() {
  const aws = new FakeAws();
  let answer = 200;
  const context = fakeContext({ aws: aws.clients(), probe: () => Promise.resolve({ status: answer }) });
  context.engine.state = [serviceResource(), alarmResource("errors")];
  context.engine.stackOutputs = { healthUrls: { web: [URL] } };
  const seconds = () => (context.clock.now().getTime() - Date.parse("2026-11-30T13:00:00Z")) / 1_000;
  return {
    aws,
    context,
    seconds,
    answers: (status: number) => (answer = status),
    verified: async (options?: VerifyOptions, before = { ringing: [] as string[], deployments: [] as string[] }) =>
      verify(await expectationAfter(context, before), context, options),
  };
}

describe("verify", () => {
  it("passes what is well for the whole bake time of its kind of environment", async () => {
    const { verified, seconds, context } = setUp();

    expect(await verified()).toMatchObject({ outcome: "verified", bakeSeconds: 30 });
    expect(seconds()).toBe(30);
    const remaining = context.events.map((event) => (event.code === "checks" ? event.remainingSeconds : undefined));
    expect(remaining).toEqual([30, 25, 20, 15, 10, 5, 0]);
  });

  it("bakes as long as it is told", async () => {
    const { verified, seconds } = setUp();
    await verified({ bakeSeconds: 7 });

    expect(seconds()).toBe(7);
  });

  it("fails at once where ECS has rolled back, and says why", async () => {
    const { verified, seconds, aws } = setUp();
    aws.taskDefinition = revision(1);
    aws.deployment = { status: "ROLLBACK_SUCCESSFUL", statusReason: "the circuit breaker threshold was exceeded" };
    const record = await verified();

    expect(record.outcome).toBe("failed");
    expect(seconds()).toBe(0);
    expect(failureOf(record)).toBe(
      "web: runs web:1, and not web:2, which was asked for; " +
        "web: its deployment is ROLLBACK_SUCCESSFUL: the circuit breaker threshold was exceeded",
    );
  });

  it("waits for what can still become good, and bakes from then on", async () => {
    const { verified, seconds, aws, context } = setUp();
    aws.deployment = { status: "IN_PROGRESS", lifecycleStage: "BAKE_TIME" };
    context.clock.after(60, () => (aws.deployment = { status: "SUCCESSFUL" }));

    expect((await verified()).outcome).toBe("verified");
    expect(seconds()).toBe(90);
  });

  it("begins the bake time anew after an endpoint failed in it", async () => {
    const { verified, seconds, answers, context } = setUp();
    context.clock.after(10, () => answers(503));
    context.clock.after(20, () => answers(200));

    expect((await verified()).outcome).toBe("verified");
    expect(seconds()).toBe(50);
  });

  it("fails at its time limit", async () => {
    const { verified, seconds, answers } = setUp();
    answers(503);
    const record = await verified({ limitSeconds: 120 });

    expect(record.outcome).toBe("failed");
    expect(seconds()).toBe(120);
    expect(failureOf(record)).toBe(`${URL}: answers 503`);
  });

  it("fails for an alarm that rings in the bake time", async () => {
    const { verified, seconds, aws, context } = setUp();
    context.clock.after(15, () => (aws.alarms = [ringing("errors")]));
    const record = await verified();

    expect(record.outcome).toBe("failed");
    expect(seconds()).toBe(15);
    expect(failureOf(record)).toBe("errors: it rings: Threshold Crossed");
  });

  it("tells of an alarm that rang before the update, and passes", async () => {
    const { verified, aws, context } = setUp();
    aws.alarms = [ringing("errors")];
    const before = await lookBefore(context);
    const record = await verified({}, { ringing: [...before.ringing], deployments: [] });

    expect(record.outcome).toBe("verified");
    expect(record.checks).toContainEqual(
      expect.objectContaining({ subject: "errors", detail: "it rang before the update, too: Threshold Crossed" }),
    );
  });

  it("asks again, later and later, where AWS has too many requests", async () => {
    const { verified, aws, context } = setUp();
    aws.errors.push(named("ThrottlingException"), named("ThrottlingException"));

    expect((await verified()).outcome).toBe("verified");
    const retries = context.events.flatMap((event) => (event.code === "retry" ? [event.afterMilliseconds] : []));
    expect(retries).toEqual([5_000, 5_000]);
  });

  it("ends with a problem of its own where AWS can't be reached", async () => {
    const context = fakeContext({ aws: new FakeAws().clients() });
    context.engine.state = [serviceResource()];
    const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:9"), { code: "ECONNREFUSED" });
    Object.assign(context.aws.ecs, { send: () => Promise.reject(refused) });

    await expect(verify(await expectationAfter(context), context)).rejects.toMatchObject({
      code: "cloud-unreachable",
      message: "AWS can't be asked for the state of services: connect ECONNREFUSED 127.0.0.1:9",
    });
    const retries = context.events.flatMap((event) => (event.code === "retry" ? [event.afterMilliseconds] : []));
    expect(retries).toEqual([5_000, 10_000, 20_000, 40_000]);
  });

  it("ends at once where AWS refuses to tell", async () => {
    const { verified, aws, context } = setUp();
    aws.errors.push(named("AccessDeniedException"));

    await expect(verified()).rejects.toThrow("AccessDeniedException");
    expect(context.events).toEqual([]);
  });

  it("ends when it is asked to", async () => {
    const { context, answers, aws } = setUp();
    const end = new AbortController();
    const ended = fakeContext({ ...context, aws: aws.clients(), signal: end.signal });
    answers(503);
    context.clock.after(30, () => {
      end.abort();
    });

    await expect(verify(await expectationAfter(ended), ended)).rejects.toThrow("aborted");
  });
});

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}
