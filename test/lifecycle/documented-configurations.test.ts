import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { policyArguments } from "../../cli/local/policy-pack";
import { projectRoot } from "../../tools/shared/project-root";
import { documentedConfigurations, joinedConfigurations } from "../support/documented-configurations";
import { Rehearsal } from "../support/rehearsal";

const ROOT = projectRoot(__dirname);
const EXAMPLES = documentedConfigurations(ROOT);

/** That each alone passes the policies, too, is for `test/docs/configuration-policies.test.ts`. */
const JOINED = joinedConfigurations(EXAMPLES);

/** What the documentation tells people to write, deployed under the policy pack. */
describe("an example of a configuration", () => {
  let rehearsal: Rehearsal;
  /** Where the command would find the pack and the stacks' files. */
  let directory: string;
  const deployed = new Set<string>();

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin();
    directory = join(rehearsal.paths.local, "checkout");
    mkdirSync(directory);
    symlinkSync(join(ROOT, "policies"), join(directory, "policies"));
  });

  afterAll(() => rehearsal.end());

  it("stands in the documentation for each kind of environment, and for a name that doesn't say it", () => {
    const stacks = new Set(EXAMPLES.map(({ stack }) => stack));

    expect([...stacks].sort()).toEqual(["development-trial", "production", "production-us", "qa"]);
  });

  it.each(EXAMPLES)("of $page is deployed as it is written, or with others", ({ stack, said }) => {
    expect(JOINED.filter((each) => each.stack === stack).map(({ config }) => config)).toContainEqual(
      expect.objectContaining(said),
    );
  });

  it.each(JOINED)("of $page deploys as $stack, and no policy stops it", async ({ stack, config }) => {
    const file = stringify({ config });
    for (const folder of [rehearsal.paths.project, directory])
      writeFileSync(join(folder, `Pulumi.${stack}.yaml`), file);
    // A further one of the same stack is an update of what the one before it made.
    if (!deployed.has(stack)) await rehearsal.succeed("stack", "init", stack, "--no-select");
    deployed.add(stack);
    const { code, output } = await rehearsal.pulumi(
      ...["up", "--yes", "--skip-preview", "--stack", stack, ...policyArguments(directory, stack)],
    );

    expect(output).toContain("proofpix-policies");
    expect(output).not.toContain("[mandatory]");
    expect(code).toBe(0);
  });

  it("of an environment for production protects what holds data, whatever its name", async () => {
    const { code, output } = await rehearsal.pulumi("destroy", "--yes", "--skip-preview", "--stack", "production-us");

    expect(code).not.toBe(0);
    expect(output).toContain("protect");
  });

  it("is refused the file of another kind, by its name or by its tags", async () => {
    for (const stack of ["production-us", "qa"]) {
      const { code, output } = await rehearsal.pulumi(
        ...["preview", "--stack", stack, ...policyArguments(directory, "development")],
      );

      expect(code).not.toBe(0);
      expect(output).toContain("the configuration of the pack is");
    }
  });
});
