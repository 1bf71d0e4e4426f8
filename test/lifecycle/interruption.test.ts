import { setTimeout } from "node:timers/promises";
import { injectFault } from "../../localcloud/control-client";
import { killEngine, Rehearsal } from "../support/rehearsal";

const STACK = "development";

/** What dies in the middle of a deployment, at any moment, leaves the next one able to go on. */
describe("an interrupted deployment", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await Rehearsal.begin();
    await rehearsal.succeed("stack", "init", STACK);
  });

  afterEach(() => rehearsal.end());

  async function expectCompletedByTheNextRun(): Promise<void> {
    await rehearsal.recover(STACK);
    await rehearsal.deploy(STACK);
    await rehearsal.expectNothingLostOrDoubled(STACK);
    expect(await rehearsal.planned(STACK)).toEqual([]);
  }

  it("is completed after the engine was killed", async () => {
    const { controlUrl } = await rehearsal.cloud();
    await injectFault(controlUrl, { operation: "create", type: "aws:ecs/cluster:Cluster", how: "slow=1" });
    const { child, outcome } = await rehearsal.start(["up", "--yes", "--skip-preview", "--stack", STACK]);
    while ((await rehearsal.held(STACK)).length < 20) await setTimeout(20);
    killEngine(child);
    expect(await outcome).toMatchObject({ code: null });

    await expectCompletedByTheNextRun();
  });

  it.each(["crash-before", "crash-after"])("is completed after the local cloud was killed (%s)", async (how) => {
    const { controlUrl } = await rehearsal.cloud();
    await injectFault(controlUrl, { operation: "create", type: "aws:lb/targetGroup:TargetGroup", how });
    expect(await rehearsal.up(STACK)).not.toMatchObject({ code: 0 });

    await expectCompletedByTheNextRun();
  });

  it("ends in order when the engine is interrupted", async () => {
    const { child, outcome } = await rehearsal.start(["up", "--yes", "--skip-preview", "--stack", STACK]);
    while ((await rehearsal.held(STACK)).length < 20) await setTimeout(20);
    child.kill("SIGINT");
    expect((await outcome).code).not.toBe(0);

    await expectCompletedByTheNextRun();
  });
});
