import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectRoot } from "../../../tools/shared/project-root";
import { temporaryDirectory } from "../../support/temporary-directory";

const LOADER = join(projectRoot(__dirname), "tools", "typescript", "load.cjs");

/** A project whose program is loaded by one process after another, as previews do. */
class Project {
  readonly root = temporaryDirectory();
  readonly entry = this.write(
    "entry.ts",
    'import { said } from "friend";\nexport const run = (): unknown => said();\n',
  );

  constructor(friend = 'exports.said = () => "hello";\n') {
    this.write("node_modules/friend/package.json", '{ "name": "friend", "main": "index.js" }');
    this.write("node_modules/friend/index.js", friend);
  }

  write(path: string, content: string): string {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  /** What a process of its own prints. */
  run(expression = "loaded.run()", options: readonly string[] = []): string {
    const script = `
      const { loadTypeScript } = require(${JSON.stringify(LOADER)});
      const loaded = loadTypeScript(${JSON.stringify(this.entry)});
      Promise.resolve(${expression}).then((value) => console.log(JSON.stringify(value)));`;
    const { stdout, stderr } = spawnSync(process.execPath, [...options, "-e", script], { encoding: "utf8" });
    return stdout.trimEnd() || stderr;
  }

  /** Runs until everything is cached that can be. */
  settle(expression?: string): string[] {
    return [1, 2, 3, 4].map(() => this.run(expression));
  }

  cached(ending: string): string[] {
    const folder = join(this.root, ".local", "modules");
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((file) => file.endsWith(ending))
      .map((file) => join(folder, file));
  }

  /** Changes the cache, so that its code differs from the files. */
  tamper(from: string, to: string): void {
    for (const file of this.cached(".v8")) writeFileSync(file, ""); // it has what it was made from in itself
    for (const file of this.cached(".js"))
      writeFileSync(file, readFileSync(file, "latin1").replaceAll(from, to), "latin1");
  }
}

describe("what a program loads", () => {
  it("comes from what an earlier run cached, with what V8 compiled of it", () => {
    const project = new Project();

    expect(project.settle()).toEqual(Array(4).fill('"hello"'));
    expect(project.cached(".js")).toHaveLength(2);
    expect(project.cached(".v8")).toHaveLength(2);
    expect(project.cached(".new")).toEqual([]);

    project.tamper('"hello"', '"HELLO"');
    expect(project.run()).toBe('"HELLO"');
  });

  it.each([
    ["a file of a package", "node_modules/friend/index.js", 'exports.said = () => "holla";\n', '"holla"'],
    ["a file of the program", "entry.ts", 'export const run = (): unknown => "other";\n', '"other"'],
  ])("is made anew when %s changes", (_, path, content, expected) => {
    const project = new Project();
    project.settle();
    project.write(path, content);

    expect(project.settle()).toEqual(Array(4).fill(expected));
  });

  it("is made anew for a package of the same size and time, as npm writes them", () => {
    const project = new Project();
    const file = join(project.root, "node_modules/friend/index.js");
    utimesSync(file, 1, 1);
    project.settle();
    project.write("node_modules/friend/index.js", 'exports.said = () => "holla";\n');
    utimesSync(file, 1, 1);

    expect(statSync(file).mtimeMs).toBe(1000);
    expect(project.run()).toBe('"holla"');
  });

  it("is made anew after an installation that puts another package before it", () => {
    const project = new Project('exports.said = () => require("deep").name;\n');
    project.write("node_modules/deep/index.js", 'exports.name = "outer";\n');
    project.settle();
    project.write("node_modules/friend/node_modules/deep/index.js", 'exports.name = "inner";\n');
    project.write("node_modules/.package-lock.json", "{}");

    expect(project.run()).toBe('"inner"');
  });

  it("grows by what later runs load besides", () => {
    const project = new Project('exports.said = () => (process.argv[1] ? require("./more").text : "little");\n');
    project.write("node_modules/friend/more.js", 'exports.text = "much";\n');
    const run = (more: boolean) => project.run(`(process.argv[1] = ${String(more)} || "", loaded.run())`);

    expect([run(false), run(false), run(true), run(true), run(false), run(true)]).toEqual(
      ["little", "little", "much", "much", "little", "much"].map((text) => JSON.stringify(text)),
    );
    project.tamper('"much"', '"MUCH"');
    expect(run(true)).toBe('"MUCH"');
  });

  it.each([
    ["cut off", (text: string) => text.slice(0, text.length / 3)],
    ["empty", () => ""],
    ["something else", () => "// {}\nnonsense("],
  ])("is made anew where the cache is %s", (_, damage) => {
    const project = new Project();
    project.settle();
    for (const file of project.cached(".js")) writeFileSync(file, damage(readFileSync(file, "utf8")));

    expect(project.settle()).toEqual(Array(4).fill('"hello"'));
  });

  it("is compiled anew where V8's part is of another version", () => {
    const project = new Project();
    project.settle();
    for (const file of project.cached(".v8")) writeFileSync(file, Buffer.alloc(5000, 7));

    expect(project.settle()).toEqual(Array(4).fill('"hello"'));
    for (const file of project.cached(".v8")) expect(readFileSync(file)).not.toEqual(Buffer.alloc(5000, 7));
  });

  it("is not cached by a run that fails", () => {
    const project = new Project();
    project.run("process.exit(1)");

    expect(project.cached("").filter((file) => readFileSync(file, "utf8").includes("said = () =>"))).toEqual([]);
  });

  it("works where nothing can be cached", () => {
    const project = new Project();
    project.write(".local", "a file where a folder should be");

    expect(project.settle()).toEqual(Array(4).fill('"hello"'));
  });

  it("is cached beside the packages alone: a program without any leaves nothing", () => {
    const project = new Project();
    rmSync(join(project.root, "node_modules"), { recursive: true });
    project.write("entry.ts", "export const run = (): number => 1;\n");

    expect(project.settle()).toEqual(Array(4).fill("1"));
    expect(existsSync(join(project.root, ".local"))).toBe(false);
  });
});

/** What files of packages do, by what they meet there. */
const FILES: readonly (readonly [meets: string, source: string])[] = [
  ["its own name and folder", "exports.said = () => [__filename, __dirname, module.filename, module.loaded];"],
  ["its exports as this", "this.said = () => module.exports === exports;"],
  ["another object as exports", "module.exports = { said: () => 1 };"],
  ["files that need each other", 'exports.name = "a"; exports.said = () => require("./b").sees;'],
  ["data", 'exports.said = () => require("./data.json").value;'],
  ["Node's own modules", 'exports.said = () => [require("path").sep, require("node:path").sep];'],
  ["where others are", 'exports.said = () => [require.resolve("./b"), require.resolve.paths("x").length > 1];'],
  ["what isn't there", 'exports.said = () => { try { require("./missing") } catch (error) { return error.code } };'],
  ["characters of other alphabets", "exports.said = () => ['é', `ß`, /[ü]/.test('ü'), '\\u{1f600}', '😀', 'a\\é'];"],
  ["a template with a tag", "const raw = String.raw; exports.said = () => raw`é\\é`;"],
  ["a module that is imported", 'exports.said = async () => (await import("./module.mjs")).default;'],
  ["no strictness", "exports.said = () => { undeclared = 1; return undeclared; };"],
  ["strictness", '"use strict"; exports.said = () => { try { other = 1; } catch (error) { return error.name; } };'],
  ["a first line for shells", "#!/usr/bin/env node\nexports.said = () => 1;"],
  ["what is required by another name", 'const it = require; exports.said = () => it("./b").sees;'],
  ["the module that wants it", "exports.said = () => module.parent.filename.endsWith('entry.ts');"],
  [
    "a failure, which the next one meets again",
    'exports.said = () => [1, 2].map(() => { try { require("./fails") } catch (error) { return error.message } });',
  ],
];

describe("a package's file", () => {
  /** What each file said, run by run: all in one program, since each run is a process. */
  let said: string[][];
  let cached: string;

  beforeAll(() => {
    const project = new Project();
    const lines = FILES.map(([, source], index) => {
      const name = `package-${String(index)}`;
      const write = (file: string, text: string) => project.write(`node_modules/${name}/${file}`, text);
      write("index.js", source);
      write("b.js", 'exports.sees = require("./index").name + "!";');
      write("data.json", '{ "value": 7 }');
      write("module.mjs", "export default 8;");
      write("fails.js", 'throw new Error("it fails");');
      return `import { said as said${String(index)} } from "${name}";`;
    });
    const calls = FILES.map((_, index) => `() => said${String(index)}()`);
    project.write("entry.ts", `${lines.join("\n")}\nexport const files = [${calls.join(", ")}];\n`);
    said = project
      .settle("Promise.all(loaded.files.map(async (said) => said()))")
      .map((run) => (JSON.parse(run) as unknown[]).map((each) => JSON.stringify(each)));
    cached = project
      .cached(".js")
      .map((file) => readFileSync(file, "latin1"))
      .join("\n");
  });

  it("is cached, but where its text would not survive that", () => {
    const missing = FILES.filter(([, source]) => !cached.includes(source.replace(/^#!.*\n/, "")));

    expect(missing.map(([meets]) => meets)).toEqual([
      "characters of other alphabets",
      "a template with a tag",
      "a module that is imported",
    ]);
  });

  it.each(FILES.map(([meets], index) => [meets, index] as const))(
    "finds the same in the cache as in the file: %s",
    (_, index) => {
      const [first, ...others] = said.map((run) => run[index]);

      expect(first).not.toMatch(/Error: /);
      expect(others).toEqual([first, first, first]);
    },
  );

  it("is named by stack traces, with line and column", () => {
    const project = new Project('\n\nexports.said = () =>\n  new Error("x").stack.split("\\n")[1];\n');
    const place = `${join(project.root, "node_modules", "friend", "index.js")}:4:3`;

    for (const line of project.settle()) expect(line).toContain(place);
  });
});
