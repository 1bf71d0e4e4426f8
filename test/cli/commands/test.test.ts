import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test as npmTest } from "../../../cli/commands/test";
import { testLong } from "../../../cli/commands/test-long";
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
  write(root, "node_modules/jest/bin/jest.js", check(root, "jest", exitCodes.jest ?? 0));
  return root;
}

function write(root: string, path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content, { mode: 0o755 });
}

/** A script of either kind of module. */
function check(root: string, tool: string, exitCode: number): string {
  return `import("node:fs").then(({ appendFileSync, writeFileSync }) => {
    const words = process.argv.slice(2);
    appendFileSync(${JSON.stringify(join(root, "calls"))}, ["${tool}", ...words].join(" ") + "\\n");
    process.exitCode = ${exitCode};
    ${tool === "jest" ? WRITES_RESULTS : `console.error("said by ${tool}");`}
  });`;
}

/** Jest writes its results where tests ran, and not for `--listTests`. */
const WRITES_RESULTS = `
    const file = words.find((word) => word.startsWith("--outputFile=")).replace("--outputFile=", "");
    if (!words.includes("--listTests")) writeFileSync(file, JSON.stringify({ numTotalTests: 3 }));`;

async function run(root: string, command: typeof npmTest, ...argv: readonly string[]) {
  const said: string[] = [];
  const code = await command(root, argv, (line) => said.push(line));
  const calls = readFileSync(join(root, "calls"), "utf8").trim().split("\n");
  return { code, said: said.join("\n"), ran: calls.map((call) => call.split(" ")[0]).sort(), calls };
}

describe("npm test", () => {
  it("runs every check and the tests, and shows only what failed", async () => {
    const { code, said, ran } = await run(project(), npmTest);

    expect(code).toBe(0);
    expect(ran).toEqual([...TOOLS].sort());
    expect(said).toMatch(/format: passed in [\d.]+ s/);
    expect(said).toMatch(/tests: passed in [\d.]+ s/);
    expect(said).not.toContain("said by");
    expect(said).toMatch(/long tests.* npm run test:long$/);
  });

  it.each([
    ["prettier", "format"],
    ["sources", "types and lint"],
  ])("fails when %s finds something, and shows that below the tests, which run to their end", async (tool, name) => {
    const { code, said, ran } = await run(project({ [tool]: 2 }), npmTest);

    expect(code).toBe(2);
    expect(said).toMatch(new RegExp(`${name}: failed after`));
    expect(said).toMatch(new RegExp(`tests: passed in (.|\n)*said by ${tool}$`));
    expect(ran).toEqual([...TOOLS].sort());
  });

  it("shows everything that failed", async () => {
    const { code, said } = await run(project({ prettier: 2, sources: 1, jest: 3 }), npmTest);

    expect(code).toBe(3);
    for (const tool of ["prettier", "sources"]) expect(said).toContain(`said by ${tool}`);
  });

  it("doesn't check again what didn't change, whatever its time says", async () => {
    const { calls } = await run(project(), npmTest);

    expect(calls).toContainEqual(expect.stringMatching(/^prettier .*--cache --cache-strategy content .*\.$/));
  });

  it("fails with the tests", async () => {
    expect((await run(project({ jest: 1 }), npmTest)).code).toBe(1);
  });

  it("says that no test ran where none did", async () => {
    const { code, said } = await run(project(), npmTest, "--listTests");

    expect(code).toBe(0);
    expect(said).toMatch(/tests: none ran in [\d.]+ s/);
    expect(said).not.toContain("tests: passed");
  });

  it("passes arguments on to jest, behind its own", async () => {
    const root = project();
    const { calls } = await run(root, npmTest, "test/cli", "-t", "table");

    const results = join(root, ".local", "test-results.json");
    expect(calls).toContain(`jest --ignoreProjects long --json --outputFile=${results} test/cli -t table`);
  });
});

describe("npm run test:long", () => {
  it("runs the long tests, and nothing else", async () => {
    const root = project();
    const { code, said, calls } = await run(root, testLong, "test/lifecycle");

    const results = join(root, ".local", "test-results-long.json");
    expect(code).toBe(0);
    expect(calls).toEqual([`jest --selectProjects long --json --outputFile=${results} test/lifecycle`]);
    expect(said).toMatch(/long tests: passed in [\d.]+ s/);
  });

  it("fails with them", async () => {
    expect((await run(project({ jest: 1 }), testLong)).code).toBe(1);
  });
});
