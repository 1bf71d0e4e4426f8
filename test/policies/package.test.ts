import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { symlinkSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildPackage } from "../../policies/build.cjs";
import { RULES } from "../../policies/rules";
import { temporaryDirectory } from "../support/temporary-directory";

const root = join(__dirname, "..", "..");

function builtPackage(): string {
  const directory = temporaryDirectory();
  buildPackage(directory);
  symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
  return directory;
}

/** A pack as the engine starts it, which holds the other end of its standard input. */
function startPack(directory: string) {
  return spawn(process.execPath, ["-e", 'require(".")'], { cwd: directory, stdio: ["pipe", "pipe", "inherit"] });
}

/** The first line that a pack writes, for the engine: the port at which it serves. */
async function portOf(pack: ReturnType<typeof startPack>): Promise<string> {
  const [port] = (await once(createInterface(pack.stdout), "line")) as [string];
  return port;
}

async function servingPort(directory: string): Promise<string> {
  const pack = startPack(directory);
  try {
    return await portOf(pack);
  } finally {
    pack.kill();
  }
}

it("starts from the sources and from the built package", async () => {
  expect(await Promise.all([servingPort(join(root, "policies")), servingPort(builtPackage())])).toEqual([
    expect.stringMatching(/^\d+$/),
    expect.stringMatching(/^\d+$/),
  ]);
});

it("ends with an engine that is killed, which closes its end of the pack's standard input", async () => {
  const pack = startPack(join(root, "policies"));
  await portOf(pack);
  pack.stdin.end();

  expect(await once(pack, "exit")).toEqual([0, null]);
});

it("is a library where it is imported by its name, and serves nothing then", async () => {
  const directory = builtPackage();
  const program = 'console.log(require("proofpix-policies").RULES.length)';
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", program], { cwd: directory });

  expect(stdout).toBe(`${RULES.length}\n`);
});
