import { CLOUD_HELP } from "../../cli/cloud";
import { environmentArguments } from "../../cli/environment-arguments";
import { localPaths } from "../../cli/local/paths";
import packageFile from "../../package.json";
import { COMMANDS } from "./support/commands";

const PATHS = localPaths(process.cwd());
const HELP = Object.entries(COMMANDS).map(([name, { help }]) => [name, help] as const);
const ALL = [...HELP, ["cloud", CLOUD_HELP] as const];

describe("the help of the commands", () => {
  it("is there for every script of package.json that runs one", () => {
    const scripts = Object.entries(packageFile.scripts).filter(([, script]) => script.startsWith("node tools/run.mjs"));

    expect(Object.keys(COMMANDS).sort()).toEqual(scripts.map(([name]) => name).sort());
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

  it.each(["up", "preview", "destroy"])("of %s has examples that can be followed", (name) => {
    for (const [commandLine] of COMMANDS[name]?.help.examples ?? []) {
      const args = commandLine.split(" -- ")[1]?.split(" ") ?? [];
      expect(() => environmentArguments(args, PATHS)).not.toThrow();
    }
  });
});
