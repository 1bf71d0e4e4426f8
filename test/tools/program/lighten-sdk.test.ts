import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../../../tools/shared/project-root";

const ROOT = projectRoot(__dirname);

/** What a program of its own prints, with the SDK lightened; `before` runs with the SDK as it is. */
function printed(program: string, { before = "", environment = {} } = {}): unknown {
  const script = `
    const Module = require("node:module");
    const program = new Module(${JSON.stringify(join(ROOT, "program.js"))});
    program.filename = program.id;
    program.paths = Module._nodeModulePaths(${JSON.stringify(ROOT)});
    ${before}
    require(${JSON.stringify(join(ROOT, "tools", "program", "lighten-sdk.cjs"))}).lightenSdk(program.filename);
    const pulumi = program.require("@pulumi/pulumi");
    (async () => { ${program} })().then((value) => console.log(JSON.stringify(value)));`;
  const output = execFileSync(process.execPath, ["-e", script], {
    cwd: ROOT,
    encoding: "utf8",
    env: { PATH: process.env.PATH, ...environment },
  });
  return JSON.parse(output);
}

const LOADED = `Object.keys(require.cache).map((file) => file.replaceAll("\\\\", "/"))`;

describe("lightenSdk", () => {
  it("leaves out what packs functions until one is packed, and then packs it as ever", () => {
    const [before, text, after] = printed(`
      const compiler = () => ${LOADED}.some((file) => file.endsWith("/typescript/lib/typescript.js"));
      const before = compiler();
      const { text } = await pulumi.runtime.serializeFunction(() => 42);
      return [before, text, compiler()];`) as [boolean, string, boolean];

    expect([before, after]).toEqual([false, true]);
    expect(text).toContain("return () => 42;");
  });

  it("leaves out the Automation API until it is looked at, and then it is whole", () => {
    expect(
      printed(`
        const loaded = () => ${LOADED}.some((file) => file.endsWith("/automation/localWorkspace.js"));
        const before = loaded();
        const names = Object.keys(pulumi.automation);
        return [before, names.includes("LocalWorkspace"), "LocalWorkspace" in pulumi.automation,
          typeof pulumi.automation.LocalWorkspace.createStack, loaded()];`),
    ).toEqual([false, true, true, "function", true]);
  });

  it("reads no trace for the SDK's promises, and whole ones for everything else", () => {
    expect(
      printed(`
        const { debuggablePromise } = program.require("@pulumi/pulumi/runtime/debuggable");
        const promise = Promise.resolve(1);
        const value = await debuggablePromise(promise, "why");
        return [value, promise._debugCtx, promise._debugStackTrace.includes("    at "), new Error("x").stack.includes("    at ")];`),
    ).toEqual([1, "why", false, true]);
  });

  it("keeps those traces where leaked promises are looked for", () => {
    expect(
      printed(
        `const promise = Promise.resolve(1);
        program.require("@pulumi/pulumi/runtime/debuggable").debuggablePromise(promise);
        return promise._debugStackTrace.includes("    at ");`,
        { environment: { PULUMI_DEBUG_PROMISE_LEAKS: "true" } },
      ),
    ).toBe(true);
  });

  /** A line that passes one message on at a time, and notes which. */
  const LINE = `
    const log = program.require("@pulumi/pulumi/log");
    const sent = [];
    log.debug = async (...message) => {
      sent.push(message);
      await new Promise((resolve) => setTimeout(resolve, 5));
    };`;

  it("sends debug messages that come up meanwhile together, each once and in order", () => {
    expect(
      printed(
        `const first = ["1", "2", "3"].map((message) => log.debug(message));
        await new Promise((resolve) => setTimeout(resolve, 1));
        log.debug("4"); log.debug("5");
        await Promise.all(first);
        log.debug("6");
        await pulumi.runtime.disconnect();
        return sent;`,
        { before: LINE },
      ),
    ).toEqual([["1\n2\n3"], ["4\n5"], ["6"]]);
  });

  it("sends what is about a resource by itself", () => {
    expect(printed(`log.debug("1", undefined, 7); return sent;`, { before: LINE })).toEqual([["1", null, 7]]);
  });
});
