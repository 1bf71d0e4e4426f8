import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { policyArguments } from "../../cli/local/policy-pack";
import { projectRoot } from "../../tools/shared/project-root";
import { documentedConfigurations } from "../support/documented-configurations";
import { Rehearsal } from "../support/rehearsal";

const ROOT = projectRoot(__dirname);

/** The largest: three services, of which one is a worker. It is the only example of this stack. */
const STACK = "production-us";

/**
 * An example of the documentation, deployed with the real engine under the policy pack. All of them are deployed without
 * the engine in `test/docs/documented-configurations.test.ts`.
 */
describe("an example of a configuration", () => {
  let rehearsal: Rehearsal;
  /** Where the command would find the pack and the stacks' files. */
  let directory: string;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin();
    directory = join(rehearsal.paths.local, "checkout");
    mkdirSync(directory);
    symlinkSync(join(ROOT, "policies"), join(directory, "policies"));
    const [{ config } = { config: {} }] = documentedConfigurations(ROOT).filter(({ stack }) => stack === STACK);
    const file = stringify({ config });
    for (const folder of [rehearsal.paths.project, directory])
      writeFileSync(join(folder, `Pulumi.${STACK}.yaml`), file);
    await rehearsal.succeed("stack", "init", STACK, "--no-select");
  });

  afterAll(() => rehearsal.end());

  it("is refused the file of another kind", async () => {
    const { code, output } = await rehearsal.pulumi(
      ...["preview", "--stack", STACK, ...policyArguments(directory, "development")],
    );

    expect(code).not.toBe(0);
    expect(output).toContain("the configuration of the pack is");
  });

  it("deploys, and no policy stops it", async () => {
    const { code, output } = await rehearsal.pulumi(
      ...["up", "--yes", "--skip-preview", "--stack", STACK, ...policyArguments(directory, STACK)],
    );

    expect(output).toContain("proofpix-policies");
    expect(output).not.toContain("[mandatory]");
    expect(code).toBe(0);
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });
});
