import { command } from "../../../cli/commands/rollback";
import { UsageError } from "../../../cli/command";

/** What comes before anything is opened: no test of this file reaches an environment. */
describe("npm run rollback", () => {
  function run(...args: readonly string[]): Promise<number> {
    return command.run({ root: "/nowhere", args, print: () => undefined, report: () => undefined });
  }

  it.each([
    [[], "a rollback is of one environment"],
    [["staging", "production", "--yes"], "a rollback is of one environment"],
    [["--unknown", "--yes"], "a rollback is of one environment"],
    [["staging", "--steps", "0", "--yes"], "--steps takes a whole number from 1, got 0"],
    [["staging", "--steps", "one", "--yes"], "--steps takes a whole number from 1, got one"],
    [["staging", "--steps", "1", "--to", "3", "--yes"], "--to and --steps say two things"],
    [["staging", "--to"], "--to has no value"],
    [["staging", "--aws", "--speed", "5", "--yes"], "belong to the rehearsal"],
  ])("can't follow %j", async (args, message) => {
    await expect(run(...args)).rejects.toThrow(UsageError);
    await expect(run(...args)).rejects.toThrow(message);
  });

  it("asks for --yes where nobody can be asked, but not in an emergency", async () => {
    const isTerminal = Object.getOwnPropertyDescriptor(process.stdin, "isTTY");
    Object.defineProperty(process.stdin, "isTTY", { value: false, configurable: true });
    try {
      await expect(run("staging")).rejects.toThrow("nobody can be asked here whether to go on");
      await expect(run("nothing-of-this-name", "--emergency")).rejects.not.toThrow("nobody can be asked here");
    } finally {
      if (isTerminal === undefined) Reflect.deleteProperty(process.stdin, "isTTY");
      else Object.defineProperty(process.stdin, "isTTY", isTerminal);
    }
  });
});
