import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runPython } from "../../../tools/shared/python";
import { temporaryDirectory } from "../../support/temporary-directory";

const PATH = process.env.PATH;

afterEach(() => {
  process.env.PATH = PATH;
});

describe("runPython", () => {
  it("says what is missing and what it is for, where there is no Python", () => {
    process.env.PATH = temporaryDirectory();

    expect(() => runPython(["-c", "pass"], "the table", "Python 3 with pip")).toThrow(
      expect.objectContaining({
        message: "the table can't be made: python3 can't be started",
        nextStep: "It takes Python 3 with pip; add what is missing and try again.",
      }) as Error,
    );
  });

  it.each([
    ["exit 1 with a reason", "echo first >&2; echo 'go is not installed' >&2; exit 1", "go is not installed"],
    ["killed without a word", "kill -9 $$", ""],
  ])("passes on why a run failed: %s", (_, script, reason) => {
    runs(script);

    expect(() => runPython([], "the table", "Go")).toThrow(`the table can't be made: ${reason}`);
  });

  it("gives what a run printed", () => {
    runs("echo wrote 822 instance types; echo a warning >&2");

    expect(runPython([], "the table", "Go")).toBe("wrote 822 instance types");
  });
});

/** Puts a shell script in Python's place. */
function runs(script: string): void {
  const folder = temporaryDirectory();
  writeFileSync(join(folder, "python3"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  process.env.PATH = folder;
}
