import { UserError } from "../../tools/shared/user-error";
import { command as local } from "../../cli/commands/local";
import { main } from "../../cli/main";
import { UsageError } from "../../cli/command";
import { COMMANDS } from "./support/commands";

/** Runs `npm run local -- …` with a command that does `act`; returns its exit code and its lines on standard error. */
async function run(act: () => Promise<number>): Promise<{ code: number; errors: string }> {
  let errors = "";
  jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    errors += String(text);
    return true;
  });
  jest.spyOn(local, "run").mockImplementation(act);
  return { code: await main(["local", "pulumi", "up"]), errors };
}

/** What a command line writes to standard output and error. */
async function written(...argv: readonly string[]): Promise<{ code: number; output: string; errors: string }> {
  const texts = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    jest.spyOn(process[stream], "write").mockImplementation((text) => {
      texts[stream] += String(text);
      return true;
    });
  }
  const code = await main(argv);
  return { code, output: texts.stdout, errors: texts.stderr };
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe("main", () => {
  it.each([0, 1, 255])("ends with the exit code of what it ran (%d)", async (code) => {
    expect(await run(() => Promise.resolve(code))).toEqual({ code, errors: "" });
    expect(local.run).toHaveBeenCalledWith({
      root: process.cwd(),
      args: ["pulumi", "up"],
      print: expect.any(Function) as unknown,
      report: expect.any(Function) as unknown,
    });
  });

  it("ends with 2 and the next step for a command line that can't be followed", async () => {
    expect(await run(() => Promise.reject(new UsageError("no such thing", "Name another.")))).toEqual({
      code: 2,
      errors: "error: no such thing\n  Name another.\n",
    });
  });

  it("ends with 1 and the next step for another failure", async () => {
    expect(await run(() => Promise.reject(new UserError("no room", "Make some.")))).toEqual({
      code: 1,
      errors: "error: no room\n  Make some.\n",
    });
  });

  it("ends with 1 and a stack trace for a defect, thrown or rejected", async () => {
    const { code, errors } = await run(() => {
      throw new TypeError("x is not a function");
    });

    expect(code).toBe(1);
    expect(errors).toContain("TypeError: x is not a function\n    at ");
  });

  it.each([[], ["deplo"], ["constructor"]])("refuses %j and names the commands there are", async (...argv) => {
    const write = jest.spyOn(process.stderr, "write").mockReturnValue(true);

    expect(await main(argv)).toBe(2);
    expect(write).toHaveBeenCalledWith(expect.stringContaining("There are up, preview, destroy, "));
  });

  it("writes what happens to standard error, and what was asked for to standard output", async () => {
    jest.spyOn(local, "run").mockImplementation(({ report, print }) => {
      report("engine: pulumi");
      print("the answer");
      return Promise.resolve(0);
    });

    expect(await written("local", "cloud", "list")).toEqual({
      code: 0,
      output: "the answer\n",
      errors: "engine: pulumi\n",
    });
  });

  it.each(Object.entries(COMMANDS))("shows the help of %s, and does nothing else", async (name, command) => {
    jest.spyOn(command, "run").mockRejectedValue(new Error("it ran"));
    const { usage, examples } = command.help;
    for (const option of ["--help", "-h"]) {
      const { code, output, errors } = await written(name, option);

      expect({ code, errors }).toEqual({ code: 0, errors: "" });
      for (const line of [...usage, ...examples.flat()]) expect(output).toContain(line);
    }
  });

  it.each(["up", "preview", "destroy"])("shows the help of %s wherever it is asked for", async (name) => {
    expect((await written(name, "staging", "--diff", "--help")).output).toContain(`npm run ${name} -- [environment]`);
  });

  it("leaves help to the command that npm run local runs", async () => {
    const ran = jest.spyOn(local, "run").mockResolvedValue(0);
    await written("local", "pulumi", "up", "--help");

    expect(ran).toHaveBeenCalledWith(expect.objectContaining({ args: ["pulumi", "up", "--help"] }));
  });
});
