import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
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
    return printedBy(
      `const loaded = loadTypeScript(${JSON.stringify(entry)});
      function debuggablePromise() { return new Error("made here").stack; }
      Promise.resolve(${expression}).then(console.log);`,
      environment,
    );
  }

  function printedBy(program: string, environment: NodeJS.ProcessEnv = {}): string {
    const script = `const { loadTypeScript } = require(${JSON.stringify(LOADER)});\n${program}`;
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

  it("leaves a package's own frames as they are", () => {
    const library = join(root, "node_modules", "friend", "index.js");
    mkdirSync(dirname(library), { recursive: true });
    writeFileSync(library, "exports.fail = () => {\n  return new Error('theirs').stack;\n};");
    writeFileSync(entry, 'import { fail } from "friend";\n\ninterface Unused {}\n\nexport const run = () => fail();\n');

    expect(printed("loaded.run()").split("\n").slice(1, 3)).toEqual([
      expect.stringContaining(`${library}:2:10`),
      expect.stringContaining(`${entry}:5:26`),
    ]);
  });

  it("maps the traces of every file that a process loads, also of one that a loaded file loads", () => {
    const other = join(root, "parts", "other.ts");
    writeFileSync(other, "interface Unused {}\n\nexport const trace = () => new Error().stack;\n");
    writeFileSync(
      entry,
      `import { loadTypeScript } from ${JSON.stringify(LOADER)};\n` +
        `const { trace } = loadTypeScript(${JSON.stringify(other)});\n` +
        "export const run = () => [trace(), new Error().stack].join();\n",
    );
    symlinkSync(dirname(require.resolve("esbuild/package.json")), join(mkdirIn(root, "node_modules"), "esbuild"));

    const traces = printed("loaded.run()");

    expect(traces).toContain(`${other}:3:28`);
    expect(traces).toContain(`${entry}:3:36`);
  });

  it.each(["", "nested"])("finds a file that comes into a folder of which it imports by name: %j", (folder) => {
    mkdirIn(root, "node_modules");
    const commands = mkdirIn(mkdirIn(root, "commands"), folder);
    writeFileSync(join(commands, "up.ts"), "export const said: string = 'up';\n");
    writeFileSync(
      entry,
      "export const said = async (name: string): Promise<string> => {\n" +
        "  try { return (await import(`./commands/${name}.ts`)).said; } catch { return 'none'; }\n};\n",
    );
    const down = JSON.stringify(join(folder, "down"));

    expect(printed(`loaded.said(${down})`)).toBe("none\n");
    writeFileSync(join(commands, "down.ts"), "export const said: string = 'down';\n");
    expect(printed(`loaded.said(${down})`)).toBe("down\n");
    rmSync(join(commands, "down.ts"));
    expect(printed(`loaded.said(${down})`)).toBe("none\n");
  });

  it("keeps the code of Node's own errors, and copes with one that can't describe itself", () => {
    writeFileSync(
      entry,
      'import { readFileSync } from "node:fs";\n' +
        "export const theirs = () => readFileSync(undefined as never);\n" +
        "export const mute = () => { throw Object.defineProperty(new Error(), 'name', { get() { throw 1; } }); };\n",
    );
    const stackOf = (name: string) =>
      printed(`(() => { try { loaded.${name}() } catch (error) { return error.stack } })()`);

    expect(stackOf("theirs")).toMatch(/^TypeError \[ERR_INVALID_ARG_TYPE\]: /);
    expect(stackOf("mute")).toContain(`${entry}:3:`);
  });

  it.each([
    ["it can't read", "export const = 1;\n", 'Expected identifier but found "="', "entry.ts:1:13:"],
    ["imports what isn't there", 'import "./missing";\n', 'Could not resolve "./missing"', "entry.ts:1:7:"],
  ])("says where a file is that %s, once and without frames of the compiler", (_, content, problem, place) => {
    writeFileSync(entry, content);

    const said = printedBy(
      `try { loadTypeScript(${JSON.stringify(entry)}) } catch (error) { process.stdout.write(error.stack) }`,
    );

    expect(said).toContain(problem);
    expect(said.split(place)).toHaveLength(2);
    expect(said).not.toMatch(/^ {4}at /m);
  });
});

function mkdirIn(parent: string, name: string): string {
  const directory = join(parent, name);
  mkdirSync(directory, { recursive: true });
  return directory;
}
