import { setTimeout } from "node:timers/promises";
import { injectFault } from "../../localcloud/control-client";
import { killEngine, Rehearsal } from "../support/rehearsal";

const STACK = "development";

/**
 * What dies in the middle of a deployment, at any moment, leaves the next one able to go on: one environment, told in
 * order, whose deployment is interrupted again and again until it is let through.
 */
describe("an interrupted deployment", () => {
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin({ isSavedOften: true });
    await rehearsal.succeed("stack", "init", STACK);
    rehearsal.withoutStoresAndMonitoring(STACK);
  });

  afterAll(() => rehearsal.end());

  /** Deploys until the cloud holds more than it does, with one resource that takes so long that work is under way then. */
  async function underWay(slow: string): Promise<Awaited<ReturnType<Rehearsal["start"]>>> {
    const { controlUrl } = await rehearsal.cloud();
    await injectFault(controlUrl, { operation: "create", type: slow, how: "slow=2" });
    const before = (await rehearsal.held(STACK)).length;
    const started = await rehearsal.start(["up", "--yes", "--skip-preview", "--stack", STACK]);
    while ((await rehearsal.held(STACK)).length < before + 10) await setTimeout(20);
    return started;
  }

  /** What `npm run up` does first: afterwards the state knows all that the cloud holds, half-made resources included. */
  async function expectRecovered(): Promise<void> {
    await rehearsal.recover(STACK);
    await rehearsal.expectNothingLostOrDoubled(STACK);
  }

  it("leaves a state to go on from when the engine is killed", async () => {
    const { child, outcome } = await underWay("aws:ecs/cluster:Cluster");
    killEngine(child);
    expect(await outcome).toMatchObject({ code: null });

    await expectRecovered();
  });

  it.each([
    ["crash-before", "aws:cloudwatch/logGroup:LogGroup"],
    ["crash-after", "aws:lb/targetGroup:TargetGroup"],
  ])("leaves a state to go on from when the local cloud is killed (%s)", async (how, type) => {
    const { controlUrl } = await rehearsal.cloud();
    await injectFault(controlUrl, { operation: "create", type, how });
    expect(await rehearsal.up(STACK)).not.toMatchObject({ code: 0 });
    expect((await rehearsal.cloud()).controlUrl).not.toBe(controlUrl); // it is another process

    await expectRecovered();
  });

  it("ends in order when the engine is interrupted", async () => {
    const { child, outcome } = await underWay("aws:lb/listener:Listener");
    child.kill("SIGINT");
    expect((await outcome).code).not.toBe(0);

    await expectRecovered();
  });

  it("is completed by the next run", async () => {
    await rehearsal.deploy(STACK);

    await rehearsal.expectNothingLostOrDoubled(STACK);
    expect(await rehearsal.planned(STACK)).toEqual([]);
  });
});
