import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../tools/shared/project-root";
import { temporaryDirectory } from "../../support/temporary-directory";

const ROOT = projectRoot(__dirname);
const PRELOAD = join(ROOT, "tools", "program", "preload.cjs");
const SDK = realpathSync(join(ROOT, "node_modules", "@pulumi", "pulumi"));
const PACK_HOST = join(SDK, "cmd", "run-policy-pack", "index.js");
const PROGRAM_HOST = join(SDK, "cmd", "run", "index.js");

/** Runs a host as the engine does, but that a probe looks at the process as soon as it is ready, and ends it. */
function host(file: string, args: readonly string[], probe: string, cwd = ROOT): string {
  const folder = temporaryDirectory();
  const script = join(folder, "probe.cjs");
  writeFileSync(script, probe);
  const { stdout, stderr } = spawnSync(process.execPath, ["--require", PRELOAD, "--require", script, file, ...args], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, PULUMI_NODEJS_TYPESCRIPT: "true" },
  });
  return stdout || stderr;
}

/** Arguments of Node that have a process say, in place of caching anything, what it would cache, and end. */
function recordingCaches(): readonly string[] {
  const script = join(temporaryDirectory(), "caches.cjs");
  const caches = JSON.stringify(join(ROOT, "tools", "modules", "code-cache.cjs"));
  const recording = "class { constructor(_entry, kind) { require('fs').writeSync(1, kind); process.exit(0); } }";
  writeFileSync(script, `require(${caches}).CodeCache = ${recording};`);
  return ["--require", script];
}

/** Says, with the first line that a pack prints, whether the compiler is there. */
const COMPILER_OF_PACK = `
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (text) => {
    const version = Object.entries(require.cache).find(([file]) => file.endsWith("/typescript/lib/typescript.js"))?.[1].exports.version;
    write(JSON.stringify({ port: Number(text) > 0, compiler: version !== undefined && version !== "5.0.0" }));
    process.exit(0);
  };`;

describe("the preload of this repository's commands", () => {
  it("lets our pack listen without the compiler, run after run", () => {
    const run = () => host(PACK_HOST, ["127.0.0.1:1", "."], COMPILER_OF_PACK, join(ROOT, "policies"));

    for (let turn = 0; turn < 4; turn += 1) expect(JSON.parse(run())).toEqual({ port: true, compiler: false });
  });

  it("leaves other packs as they are", () => {
    const folder = mkdtempSync(join(ROOT, ".local", "other-pack-"));
    writeFileSync(join(folder, "index.js"), "console.log(1234);");

    expect(JSON.parse(host(PACK_HOST, ["127.0.0.1:1", "."], COMPILER_OF_PACK, folder))).toEqual({
      port: true,
      compiler: true,
    });
    rmSync(folder, { recursive: true });
  });

  const ASKED = "process.stdout.write(String(process.env.PULUMI_NODEJS_TYPESCRIPT)); process.exit(0);";

  it("spares programs of this repository the compiler, and no others", () => {
    const ours = join(ROOT, ".local", "project");
    mkdirSync(ours, { recursive: true });
    const args = (directory: string) => ["--monitor", "127.0.0.1:1", "--pwd", directory, "."];

    expect(host(PROGRAM_HOST, args(ours), ASKED)).toBe("false");
    expect(host(PROGRAM_HOST, args(temporaryDirectory()), ASKED)).toBe("true");
  });

  it("has rehearsals of tests share what is cached, which each would else leave behind, and no other programs", () => {
    const cached = (...folders: readonly string[]) => {
      const args = ["--monitor", "127.0.0.1:1", "--pwd", join(ROOT, ".local", ...folders, "project"), "."];
      const { stdout } = spawnSync(
        process.execPath,
        [...recordingCaches(), "--require", PRELOAD, PROGRAM_HOST, ...args],
        {
          encoding: "utf8",
          env: { PATH: process.env.PATH },
        },
      );
      return stdout;
    };

    expect(cached("rehearsals", "run-one")).toMatch(/^program .*rehearsals/);
    expect(cached("rehearsals", "run-other")).toBe(cached("rehearsals", "run-one"));
    expect(cached("other")).not.toBe(cached("one"));
  });

  it("does nothing in any other process", () => {
    const script = join(temporaryDirectory(), "script.js");
    writeFileSync(script, "");

    expect(host(script, ["--pwd", join(ROOT, ".local", "project")], ASKED)).toBe("true");
  });
});
