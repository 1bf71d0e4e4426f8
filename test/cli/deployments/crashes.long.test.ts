import type { StepName } from "../../../automation/model/step";
import { DeployedShop, image } from "../../support/deployed-shop";
import type { Requests } from "../../support/requests";

const TO_BETTER = ["deploy", "--image", image("1.1.0")];

/** What a deployment says when it is in the middle of a step. */
const MOMENTS: readonly (readonly [step: StepName, said: RegExp])[] = [
  ["validate-configuration", /1\/8 validate configuration …/],
  ["build-image", /2\/8 build image …/],
  ["push-image", /3\/8 push image …/],
  ["update-infrastructure", /4\/8 update infrastructure …/],
  ["deploy-application", /replaced shop \(aws:ecs\/taskDefinition/],
  ["shift-traffic", /7\/8 shift traffic …/],
  ["verify-health", /all \d+ checks pass/],
  ["clean-up", /8\/8 clean up …/],
];

/** Commands that are killed, and what follows, with requests flowing all the while; told in order. */
describe("a deployment that is killed", () => {
  let shop: DeployedShop;
  let requests: Requests;

  beforeAll(async () => {
    shop = await DeployedShop.begin("development");
    requests = await shop.requests();
  });

  afterAll(() => shop.end());

  async function expectNothingToDo(): Promise<void> {
    await shop.succeed("preview", "--expect-no-changes");
  }

  it.each(MOMENTS)("in the step %s leaves a record that says so, and the next one goes on", async (step, said) => {
    const [before] = await shop.records();
    const output = await shop.killedAt(said, TO_BETTER);
    const [killed] = await shop.records();

    expect(output).toMatch(said);
    expect(killed).toMatchObject({ kind: "deploy", status: "running", image: image("1.1.0") });
    expect(killed?.steps.filter(({ outcome }) => outcome === undefined).at(-1)?.name).toBe(step);
    if (before?.status === "running") expect(output).toContain(`deployment ${before.id} was interrupted`);
  });

  it("is completed by the same command, run again, which tells of the one that was killed", async () => {
    const [killed] = await shop.records();
    expect(await shop.succeed("status")).toMatch(new RegExp(`${killed?.id}.* interrupted `));
    const { code, output } = await shop.run(...TO_BETTER);
    const [newest, ...others] = await shop.records();

    expect(code).toBe(0);
    expect(output).toContain(`deployment ${killed?.id} was interrupted: the process that worked on it ended`);
    expect(newest).toMatchObject({ status: "succeeded", verification: { outcome: "verified" } });
    expect(others.map(({ status }) => status)).toEqual([...MOMENTS.map(() => "interrupted"), "succeeded"]);
    await expectNothingToDo();
  });

  it("without its engine is followed by nothing until that has ended, too", async () => {
    const TO_OTHER = ["deploy", "--image", image("1.0.1")];
    await shop.killedAt(/5\/8 deploy application …/, TO_OTHER, { isAlone: true });
    let next = await shop.run(...TO_OTHER);
    while (next.code === 3) {
      expect(next.output).toMatch(/another run works on the stack development: process \d+ of /);
      next = await shop.run(...TO_OTHER);
    }

    expect(next.code).toBe(0);
    expect((await shop.records())[0]).toMatchObject({ status: "succeeded" });
    await expectNothingToDo();
  });

  it("in a rollback is completed by the same command, run again", async () => {
    const BACK = ["rollback", "--steps", "1", "--yes"];
    const before = (await shop.records()).find(({ image: of }) => of === image("1.1.0"));
    await shop.killedAt(/7\/8 shift traffic …/, BACK);
    const [killed] = await shop.records();
    const { code, output } = await shop.run(...BACK);
    const [newest] = await shop.records();

    expect(killed).toMatchObject({ kind: "rollback", status: "running", returnsTo: before?.id });
    expect(output).toContain(`deployment ${killed?.id} was interrupted`);
    expect(code).toBe(0);
    expect(newest).toMatchObject({ kind: "rollback", status: "succeeded", returnsTo: before?.id });
    await expectNothingToDo();
  });

  it("lost no request", async () => {
    const { answered, failures } = await requests.stop();

    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThan(500);
  });
});
