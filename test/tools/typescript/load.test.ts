import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../tools/shared/project-root";
import { temporaryDirectory } from "../../support/temporary-directory";

const LOADER = join(projectRoot(__dirname), "tools", "typescript", "load.cjs");

const FAILING = `
/** Types are gone after compilation, so that lines and columns move. */
interface Unused {
  readonly value: string;
}

export async function fail(reason: Unused["value"]): Promise<never> {
  await Promise.resolve();
  throw new Error(reason);
}
`;

describe("loadTypeScript", () => {
  let root: string;
  let entry: string;

  beforeEach(() => {
    root = temporaryDirectory();
    entry = join(root, "entry.ts");
    writeFileSync(
      entry,
      'import { fail } from "./parts/failing";\nexport const run = (): Promise<never> => fail("no");\n',
    );
    mkdirSync(join(root, "parts"));
    writeFileSync(join(root, "parts", "failing.ts"), FAILING);
  });

  /** What a process of its own prints, since the loader changes how stack traces are made. */
  function printed(expression: string, environment: NodeJS.ProcessEnv = {}): string {
    const script = `
      const { loadTypeScript } = require(${JSON.stringify(LOADER)});
      const loaded = loadTypeScript(${JSON.stringify(entry)});
      function debuggablePromise() { return new Error("made here").stack; }
      Promise.resolve(${expression}).then(console.log);
    `;
    return execFileSync(process.execPath, ["-e", script], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, ...environment },
    });
  }

  it("gives what a TypeScript file exports", () => {
    expect(printed("Object.keys(loaded)")).toBe("[ 'run' ]\n");
  });

  it("lets traces name the line and column of the TypeScript file, across an await", () => {
    const [message, first] = printed("loaded.run().catch((error) => error.stack)").split("\n");

    expect(message).toBe("Error: no");
    expect(first).toContain(`${join(root, "parts", "failing.ts")}:9:9`);
  });

  it("maps every frame of the program", () => {
    writeFileSync(
      entry,
      'export function run(): string {\n  return trace();\n}\nfunction trace(): string {\n  return String(new Error("x").stack);\n}\n',
    );

    expect(printed("loaded.run()").split("\n").slice(1, 3)).toEqual([
      expect.stringContaining(`${entry}:5:17`),
      expect.stringContaining(`${entry}:2:10`),
    ]);
  });

  it("spares the SDK the trace that it reads for each of its promises", () => {
    expect(printed("debuggablePromise()")).toBe("\n");
  });

  it("gives the SDK that trace when leaked promises are looked for", () => {
    expect(printed("debuggablePromise()", { PULUMI_DEBUG_PROMISE_LEAKS: "true" })).toContain("made here");
  });

  it("finds packages from the entry's folder", () => {
    mkdirSync(join(root, "node_modules", "friend"), { recursive: true });
    writeFileSync(join(root, "node_modules", "friend", "index.js"), 'module.exports = { greeting: "hello" };');
    writeFileSync(entry, 'import { greeting } from "friend";\nexport const said: string = greeting;\n');

    expect(printed("loaded.said")).toBe("hello\n");
  });

  it("says where a file isn't TypeScript", () => {
    writeFileSync(entry, "export const = 1;\n");

    expect(() => printed("loaded")).toThrow(/entry\.ts:1:13: ERROR/);
  });
});
