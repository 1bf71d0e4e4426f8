import { environmentArguments, stackOption } from "../../cli/environment-arguments";
import { localPaths } from "../../cli/local/paths";
import { UsageError } from "../../cli/command";
import { projectRoot } from "../../tools/shared/project-root";

const PATHS = localPaths(projectRoot(__dirname));

describe("environmentArguments", () => {
  it.each([
    [[], "development", []],
    [["production"], "production", []],
    [["staging", "--diff"], "staging", ["--diff"]],
    [["--diff"], "development", ["--diff"]],
    [["bootstrap"], "bootstrap", []],
  ])("reads %j as %s with %j", (argv, environment, options) => {
    expect(environmentArguments(argv, PATHS)).toMatchObject({ environment, options });
  });

  it("names the environments there are and suggests the nearest", () => {
    const read = () => environmentArguments(["prodution"], PATHS);

    expect(read).toThrow(UsageError);
    expect(read).toThrow("there are development, production, staging, bootstrap");
    expect(read).toThrow(expect.objectContaining({ nextStep: "Did you mean production?" }) as Error);
  });

  it("refuses a second name of the stack, which would win over the first", () => {
    expect(() => environmentArguments(["staging", "--stack", "production"], PATHS)).toThrow(
      expect.objectContaining({ nextStep: "Name the environment itself: npm run … -- production" }) as Error,
    );
  });

  it.each([
    [["qa", "staging"], "one environment at a time, got qa, staging"],
    [["staging", "production", "--diff"], "one environment at a time, got staging, production"],
  ])("refuses %j", (argv, message) => {
    const read = () => environmentArguments(argv, PATHS);

    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
  });

  it("takes a word behind an option for the option's value", () => {
    const { options } = environmentArguments(["staging", "--message", "production"], PATHS);
    expect(options).toEqual(["--message", "production"]);
  });

  it("tells how to add an environment that resembles none", () => {
    expect(() => environmentArguments(["demo-customer"], PATHS)).toThrow(
      expect.objectContaining({ nextStep: expect.stringContaining("Pulumi.demo-customer.yaml") as string }) as Error,
    );
  });
});

describe("stackOption", () => {
  it.each([
    [["stack", "history", "--stack", "staging"], "staging"],
    [["up", "--stack=staging", "--yes"], "staging"],
    [["up", "-s", "staging"], "staging"],
    [["stack", "ls"], undefined],
    [["up", "--stack"], undefined],
    [["up", "--stackless", "staging"], undefined],
  ])("reads %j as %s", (args, stack) => {
    expect(stackOption(args)).toBe(stack);
  });
});
