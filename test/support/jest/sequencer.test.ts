import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../tools/shared/project-root";

const ROOT = projectRoot(__dirname);

const { SLOWEST } = jest.requireActual<{ SLOWEST: readonly string[] }>("./sequencer.cjs");

describe("the slowest files", () => {
  it.each(SLOWEST)("start first, and stand in CONTRIBUTING.md: %s", (file) => {
    expect(existsSync(join(ROOT, file))).toBe(true);
    expect(readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8")).toContain(`\`${file}\``);
  });
});
