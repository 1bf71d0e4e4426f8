import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "../../support/temporary-directory";

const LOADER = join(__dirname, "..", "..", "..", "tools", "typescript", "load.cjs");

/** Runs a script that can load TypeScript files, in a process of its own: jest has hooks for both. */
function run(directory: string, script: string): { output: string; errors: string } {
  const program = `const { loadTypeScript } = require(${JSON.stringify(LOADER)});\n${script}`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", program], { cwd: directory, encoding: "utf8" });
  return { output: stdout, errors: stderr };
}

function sources(files: Readonly<Record<string, string>>): string {
  const directory = temporaryDirectory();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(directory, "node_modules", "library"), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  return directory;
}

const FAILING = {
  "inner.ts":
    "interface Unused {\n  readonly a: string;\n}\n\nexport function fail(): never {\n  throw new Error('boom');\n}\n",
  "entry.ts": 'import { fail } from "./inner";\n\nexport function run(): void {\n  fail();\n}\n',
};

describe("loadTypeScript", () => {
  it("gives a file's exports, with the files that it imports", () => {
    const directory = sources({
      "inner.ts": "export const answer: number = 42;\n",
      "entry.ts": 'import { answer } from "./inner";\nexport const doubled = answer * 2;\n',
    });

    const { output } = run(directory, `process.stdout.write(String(loadTypeScript("${directory}/entry.ts").doubled));`);
    expect(output).toBe("84");
  });

  it("leaves packages to Node", () => {
    const directory = sources({
      "node_modules/library/index.js": "exports.loaded = __filename;",
      "entry.ts": 'import { loaded } from "library";\nexport const where = loaded;\n',
    });

    const { output } = run(directory, `process.stdout.write(loadTypeScript("${directory}/entry.ts").where);`);
    expect(output).toBe(join(directory, "node_modules", "library", "index.js"));
  });

  it("makes stack traces name the TypeScript files and lines", () => {
    const directory = sources(FAILING);

    const { errors } = run(directory, `loadTypeScript("${directory}/entry.ts").run();`);
    expect(errors).toContain("Error: boom");
    expect(errors).toContain(`at fail (${directory}/inner.ts:6:9)`);
    expect(errors).toMatch(new RegExp(`at .*run \\(${directory}/entry\\.ts:4:3\\)`));
  });

  it("maps the traces of every file that was loaded", () => {
    const [one, other] = [sources(FAILING), sources(FAILING)];
    const load = [one, other].map((directory) => `loadTypeScript("${directory}/entry.ts")`).join(", ");

    const { output } = run(
      one,
      `for (const { run } of [${load}]) try { run() } catch (error) { process.stdout.write(error.stack) }`,
    );
    expect(output).toContain(`${one}/inner.ts:6:9`);
    expect(output).toContain(`${other}/inner.ts:6:9`);
  });

  it("names file and line of what it can't compile", () => {
    const directory = sources({ "entry.ts": "export const answer = ;\n" });

    expect(run(directory, `loadTypeScript("${directory}/entry.ts");`).errors).toContain("entry.ts:1:22");
  });
});

describe("stack traces of the SDK's promises", () => {
  const PROGRAM = {
    "entry.ts":
      "export function debuggablePromise(): string {\n  return new Error('why').stack ?? '';\n}\n" +
      "export function real(): string {\n  return new Error('why').stack ?? '';\n}\n",
  };

  function trace(name: string, environment = ""): string {
    const directory = sources(PROGRAM);
    return run(directory, `${environment}process.stdout.write(loadTypeScript("${directory}/entry.ts").${name}());`)
      .output;
  }

  it("are left empty, as they are read for each promise and printed for none", () => {
    expect(trace("debuggablePromise")).toBe("");
  });

  it("stay whole when someone looks for leaked promises", () => {
    expect(trace("debuggablePromise", "process.env.PULUMI_DEBUG_PROMISE_LEAKS = '1';")).toContain("entry.ts:2:10");
  });

  it("leave other errors whole", () => {
    expect(trace("real")).toContain("entry.ts:5:10");
  });
});
