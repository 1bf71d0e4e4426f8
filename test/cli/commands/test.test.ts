import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test as npmTest } from "../../../cli/commands/test";
import { temporaryDirectory } from "../../support/temporary-directory";

jest.mock("../../../tools/engine", () => ({ ensureEngine: jest.fn() }));

const TOOLS = ["prettier", "tsc", "eslint", "jest"];

/** A project whose tools end with the given exit codes; by default they succeed and print something. */
function project(exitCodes: Readonly<Record<string, number>> = {}): string {
  const root = temporaryDirectory();
  const binaries = join(root, "node_modules", ".bin");
  mkdirSync(binaries, { recursive: true });
  writeFileSync(join(root, "calls"), "");
  for (const tool of TOOLS) {
    const script = `#!/bin/sh\necho "${tool} $*" >> ${root}/calls\necho "said by ${tool}" >&2\nexit ${exitCodes[tool] ?? 0}\n`;
    writeFileSync(join(binaries, tool), tool === "jest" ? jestLike(script, root) : script);
    chmodSync(join(binaries, tool), 0o755);
  }
  return root;
}

/** Jest writes its results where tests ran, and not for `--listTests`. */
function jestLike(script: string, root: string): string {
  const results = `case "$*" in *--listTests*) ;; *) echo '{"numTotalTests": 3}' > ${root}/.local/test-results.json ;; esac\n`;
  return script.replace(/echo "said.*\n/, results);
}

async function run(root: string, ...argv: readonly string[]) {
  const said: string[] = [];
  const code = await npmTest(root, argv, (line) => said.push(line));
  const calls = readFileSync(join(root, "calls"), "utf8").trim().split("\n");
  return { code, said: said.join("\n"), ran: calls.map((call) => call.split(" ")[0]).sort(), calls };
}

describe("npm test", () => {
  it("runs every check and the tests, and shows only what failed", async () => {
    const { code, said, ran } = await run(project());

    expect(code).toBe(0);
    expect(ran).toEqual([...TOOLS].sort());
    expect(said).toMatch(/format: passed in [\d.]+ s/);
    expect(said).toMatch(/tests: passed in [\d.]+ s/);
    expect(said).not.toContain("said by");
  });

  it.each([
    ["prettier", "format"],
    ["tsc", "types"],
    ["eslint", "lint"],
  ])("fails when %s finds something, and shows that below the tests, which run to their end", async (tool, name) => {
    const { code, said, ran } = await run(project({ [tool]: 2 }));

    expect(code).toBe(2);
    expect(said).toMatch(new RegExp(`${name}: failed after`));
    expect(said).toMatch(new RegExp(`tests: passed in (.|\n)*said by ${tool}$`));
    expect(ran).toEqual([...TOOLS].sort());
  });

  it("shows everything that failed", async () => {
    const { code, said } = await run(project({ prettier: 2, tsc: 1, jest: 3 }));

    expect(code).toBe(3);
    for (const tool of ["prettier", "tsc"]) expect(said).toContain(`said by ${tool}`);
  });

  it("doesn't check again what didn't change, whatever its time says", async () => {
    const { calls } = await run(project());

    for (const tool of ["eslint", "prettier"]) {
      expect(calls).toContainEqual(expect.stringMatching(`^${tool} .*--cache --cache-strategy content .*\\.$`));
    }
  });

  it("fails with the tests", async () => {
    expect((await run(project({ jest: 1 }))).code).toBe(1);
  });

  it("says that no test ran where none did", async () => {
    const { code, said } = await run(project(), "--listTests");

    expect(code).toBe(0);
    expect(said).toMatch(/tests: none ran in [\d.]+ s/);
    expect(said).not.toContain("tests: passed");
  });

  it("passes arguments on to jest", async () => {
    const root = project();
    const { calls } = await run(root, "test/cli", "-t", "table");

    expect(calls).toContain(`jest --json --outputFile=${join(root, ".local", "test-results.json")} test/cli -t table`);
  });
});
