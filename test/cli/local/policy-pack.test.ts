import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { policyArguments } from "../../../cli/local/policy-pack";
import { temporaryDirectory } from "../../support/temporary-directory";

describe("policyArguments", () => {
  let root: string;
  let configurations: string;

  beforeEach(() => {
    root = temporaryDirectory();
    configurations = join(root, "policies", "configuration");
    mkdirSync(configurations, { recursive: true });
    for (const name of ["development", "staging", "production"]) {
      writeFileSync(join(configurations, `${name}.json`), "{}");
    }
    writeFileSync(join(configurations, "files.ts"), "");
  });

  it.each([
    ["development", "development"],
    ["staging", "staging"],
    ["production", "production"],
    ["production-us", "production"],
    ["staging-pr-7", "staging"],
    ["dev", "development"],
    ["productions", "production"],
    ["somewhere", "production"],
  ])("of %s are those of %s", (environment, configuration) => {
    expect(policyArguments(root, environment)).toEqual([
      "--policy-pack",
      join(root, "policies"),
      "--policy-pack-config",
      join(configurations, `${configuration}.json`),
    ]);
  });

  it.each([
    ["config:\n  proofpix:kind: staging\n", "staging"],
    ["config:\n  proofpix:kind: [\n", "production"],
    ["config:\n  proofpix:kind: testing\n", "production"],
    ["", "production"],
  ])("of a name that says nothing are by its file %j those of %s", (file, configuration) => {
    writeFileSync(join(root, "Pulumi.qa.yaml"), file);

    expect(policyArguments(root, "qa").at(-1)).toBe(join(configurations, `${configuration}.json`));
  });

  it("are none for a project without pack", () => {
    expect(policyArguments(temporaryDirectory(), "production")).toEqual([]);
  });
});
