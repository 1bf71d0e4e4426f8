import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { policyArguments } from "../../cli/local/policy-pack";
import { projectRoot } from "../../tools/shared/project-root";
import { documentedConfigurations } from "../support/documented-configurations";
import { Rehearsal } from "../support/rehearsal";

const ROOT = projectRoot(__dirname);
const EXAMPLES = documentedConfigurations(ROOT);

/**
 * What to deploy as each stack: where several examples are parts of one committed file, that file with all of them, which
 * have no key in common. That each alone passes the policies is for `test/docs/configuration-policies.test.ts`.
 */
const WHOLE = new Map<string, Readonly<Record<string, unknown>>>();
for (const { stack, config } of EXAMPLES) WHOLE.set(stack, { ...WHOLE.get(stack), ...config });

/** What the documentation tells people to write, deployed as `npm run up` does. */
describe("an example of a configuration", () => {
  let rehearsal: Rehearsal;
  /** Where the command would find the pack and the stacks' files. */
  let directory: string;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin();
    directory = join(rehearsal.paths.local, "checkout");
    mkdirSync(directory);
    symlinkSync(join(ROOT, "policies"), join(directory, "policies"));
  });

  afterAll(() => rehearsal.end());

  it("stands in the documentation for each kind of environment, and for a name that doesn't say it", () => {
    expect([...WHOLE.keys()].sort()).toEqual(["development-trial", "production", "production-us", "qa"]);
  });

  it("is part of its stack's whole configuration: none takes the place of another", () => {
    for (const { stack, config } of EXAMPLES) expect(WHOLE.get(stack)).toMatchObject(config);
  });

  it.each([...WHOLE])("deploys as %s, and no policy stops it", async (stack, config) => {
    const file = stringify({ config });
    for (const folder of [rehearsal.paths.project, directory])
      writeFileSync(join(folder, `Pulumi.${stack}.yaml`), file);
    await rehearsal.succeed("stack", "init", stack, "--no-select");
    const { code, output } = await rehearsal.pulumi(
      ...["up", "--yes", "--stack", stack, ...policyArguments(directory, stack)],
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
