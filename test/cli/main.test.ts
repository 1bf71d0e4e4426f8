import { UserError } from "../../tools/shared/user-error";
import * as local from "../../cli/commands/local";
import { main } from "../../cli/main";
import { UsageError } from "../../cli/usage-error";

jest.mock("../../cli/commands/local", () => ({ local: jest.fn() }));

/** Runs `npm run local -- …` where the command ends as told; returns its exit code and what was said about it. */
async function run(command: () => Promise<number>): Promise<{ code: number; errors: string }> {
  let errors = "";
  jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    errors += String(text);
    return true;
  });
  jest.mocked(local.local).mockImplementation(command);
  return { code: await main(["local", "pulumi", "up"]), errors };
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe("main", () => {
  it.each([0, 1, 255])("ends with the exit code of what it ran (%d)", async (code) => {
    expect(await run(() => Promise.resolve(code))).toEqual({ code, errors: "" });
    expect(local.local).toHaveBeenCalledWith(expect.stringContaining("/"), ["pulumi", "up"], expect.any(Function));
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

  it.each([[], ["deploy"], ["constructor"]])("refuses %j and names the commands there are", async (...argv) => {
    const write = jest.spyOn(process.stderr, "write").mockReturnValue(true);

    expect(await main(argv)).toBe(2);
    expect(write).toHaveBeenCalledWith(expect.stringContaining("There are up, preview, destroy, local"));
  });
});
