import { driftResource, injectFault } from "../../localcloud/control-client";
import { Rehearsal } from "../support/rehearsal";

const STACK = "development";

/**
 * The life of one environment with the real engine, in the order in which it happens to people: each test starts from
 * the deployed environment and leaves it deployed.
 */
describe("an environment", () => {
  let rehearsal: Rehearsal;
  let configuration: string;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin();
    configuration = rehearsal.configuration(STACK);
    await rehearsal.succeed("stack", "init", STACK);
  });

  afterAll(() => rehearsal.end());

  afterEach(() => {
    rehearsal.restore(STACK, configuration);
  });

  /** What the state records and what the cloud holds have to be one and the same. */
  async function expectNothingLostOrDoubled(): Promise<void> {
    const held = await rehearsal.held(STACK);
    const urns = held.map(({ urn }) => urn);
    expect(held.map(({ type, id }) => `${type}::${id}`).sort()).toEqual(
      rehearsal
        .recorded(STACK)
        .filter((each) => !each.startsWith("pulumi:"))
        .sort(),
    );
    expect(new Set(urns).size).toBe(urns.length);
  }

  it("is created as the preview said", async () => {
    const planned = await rehearsal.planned(STACK);
    expect(new Set(planned.map(({ op }) => op))).toEqual(new Set(["create"]));

    const { code, output } = await rehearsal.up(STACK);

    expect({ code, output }).toMatchObject({ code: 0 });
    expect(await rehearsal.changes(STACK)).toEqual({ create: planned.length });
    await expectNothingLostOrDoubled();
  });
});
