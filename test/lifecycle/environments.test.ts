import { Rehearsal } from "../support/rehearsal";

/** Environments share an account and nothing else. */
describe("two environments side by side", () => {
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin();
    await rehearsal.succeed("stack", "init", "staging");
    await rehearsal.succeed("stack", "init", "production");
  });

  afterAll(() => rehearsal.end());

  it("are deployed at the same time without disturbing each other", async () => {
    await Promise.all([rehearsal.deploy("staging"), rehearsal.deploy("production")]);

    await rehearsal.expectNothingLostOrDoubled("staging");
    await rehearsal.expectNothingLostOrDoubled("production");
    expect(await rehearsal.planned("production")).toEqual([]);
  });

  it("share no resource", async () => {
    const [staging, production] = [await rehearsal.held("staging"), await rehearsal.held("production")];

    const ids = new Set(staging.map(({ type, id }) => `${type}::${id}`));
    expect(production.filter(({ type, id }) => ids.has(`${type}::${id}`))).toEqual([]);
  });

  it("refuse to lose what production protects", async () => {
    const { code, output } = await rehearsal.pulumi("destroy", "--yes", "--skip-preview", "--stack", "production");

    expect(code).not.toBe(0);
    expect(output).toContain("protect");
  });
});
