import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test as npmTest } from "../../../cli/commands/test";
import { temporaryDirectory } from "../../support/temporary-directory";

jest.mock("../../../tools/engine", () => ({ ensureEngine: jest.fn() }));

/** Where a check's script stands. */
const CHECKS = { prettier: "node_modules/prettier/bin/prettier.cjs", sources: "tools/checks/sources.mjs" } as const;
const TOOLS = [...Object.keys(CHECKS), "jest"];

/** A project whose tools end with the given exit codes; by default they succeed and print something. */
function project(exitCodes: Readonly<Record<string, number>> = {}): string {
  const root = temporaryDirectory();
  writeFileSync(join(root, "calls"), "");
  for (const [tool, path] of Object.entries(CHECKS)) write(root, path, check(root, tool, exitCodes[tool] ?? 0));
  write(root, "node_modules/.bin/jest", jestLike(root, exitCodes.jest ?? 0));
  return root;
}

function write(root: string, path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content, { mode: 0o755 });
}

/** A script of either kind of module. */
function check(root: string, tool: string, exitCode: number): string {
  return `import("node:fs").then(({ appendFileSync }) => {
    appendFileSync(${JSON.stringify(join(root, "calls"))}, ["${tool}", ...process.argv.slice(2)].join(" ") + "\\n");
    console.error("said by ${tool}");
    process.exitCode = ${exitCode};
  });`;
}

/** Jest writes its results where tests ran, and not for `--listTests`. */
function jestLike(root: string, exitCode: number): string {
  const results = `case "$*" in *--listTests*) ;; *) echo '{"numTotalTests": 3}' > ${root}/.local/test-results.json ;; esac\n`;
  return `#!/bin/sh\necho "jest $*" >> ${root}/calls\n${results}exit ${exitCode}\n`;
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
    ["sources", "types and lint"],
  ])("fails when %s finds something, and shows that below the tests, which run to their end", async (tool, name) => {
    const { code, said, ran } = await run(project({ [tool]: 2 }));

    expect(code).toBe(2);
    expect(said).toMatch(new RegExp(`${name}: failed after`));
    expect(said).toMatch(new RegExp(`tests: passed in (.|\n)*said by ${tool}$`));
    expect(ran).toEqual([...TOOLS].sort());
  });

  it("shows everything that failed", async () => {
    const { code, said } = await run(project({ prettier: 2, sources: 1, jest: 3 }));

    expect(code).toBe(3);
    for (const tool of ["prettier", "sources"]) expect(said).toContain(`said by ${tool}`);
  });

  it("doesn't check again what didn't change, whatever its time says", async () => {
    const { calls } = await run(project());

    expect(calls).toContainEqual(expect.stringMatching(/^prettier .*--cache --cache-strategy content .*\.$/));
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
