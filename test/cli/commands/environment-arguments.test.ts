import { environmentArguments } from "../../../cli/commands/environment-arguments";
import { localPaths } from "../../../cli/local/paths";
import { UsageError } from "../../../cli/usage-error";
import { projectRoot } from "../../../tools/shared/project-root";

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
    expect(read).toThrow(expect.objectContaining({ nextStep: "did you mean production?" }) as Error);
  });

  it("tells how to add an environment that resembles none", () => {
    expect(() => environmentArguments(["demo-customer"], PATHS)).toThrow(
      expect.objectContaining({ nextStep: expect.stringContaining("Pulumi.demo-customer.yaml") as string }) as Error,
    );
  });
});
