import { environmentArguments } from "../../../cli/commands/environment-arguments";
import { CLOUD_HELP } from "../../../cli/commands/cloud";
import { HELP } from "../../../cli/commands/help-texts";
import { localPaths } from "../../../cli/local/paths";
import packageFile from "../../../package.json";

const PATHS = localPaths(process.cwd());
const ALL = Object.entries({ ...HELP, cloud: CLOUD_HELP });

describe("the help of the commands", () => {
  it("is there for every script of package.json that runs one", () => {
    const scripts = Object.entries(packageFile.scripts).filter(([, script]) => script.startsWith("node tools/run.mjs"));

    expect(Object.keys(HELP).sort()).toEqual(scripts.map(([name]) => name).sort());
  });

  it.each(ALL)("of %s fits into a terminal of 120 columns", (_, { summary, usage, details }) => {
    for (const line of [summary, ...usage, ...details]) expect(line.length).toBeLessThanOrEqual(120);
  });

  it.each(ALL)("of %s has examples of the command itself", (name, { examples }) => {
    const called = name === "test" ? /^(npm test|npx jest)/ : new RegExp(`^npm run (--silent )?(local -- )?${name}\\b`);
    expect(examples.length).toBeGreaterThan(0);
    for (const [commandLine, meaning] of examples) {
      expect(commandLine).toMatch(called);
      expect(meaning).toMatch(/[^.]$/);
    }
  });

  it.each(["up", "preview", "destroy"] as const)("of %s has examples that can be followed", (name) => {
    for (const [commandLine] of HELP[name].examples) {
      const args = commandLine.split(" -- ")[1]?.split(" ") ?? [];
      expect(() => environmentArguments(args, PATHS)).not.toThrow();
    }
  });
});
