import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { acquireLock } from "../../../../tools/lock/lock.cjs";
import { projectRoot } from "../../../../tools/shared/project-root";
import { freePort } from "./free-port";
import { ServerProcess } from "./server-process";

/** SDKs warn of the version of Node, each time anew; what the product does about it isn't the tests' business. */
const QUIET = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };

const ROOT = projectRoot(__dirname);
const REQUIREMENTS = join(ROOT, "test/examples/enterprise/servers/requirements.txt");
const CACHE = join(ROOT, "node_modules/.cache");

/** What SDKs need in order to talk to the stand-in; nothing checks the keys. */
export interface Aws {
  readonly environment: Readonly<Record<string, string>>;
  readonly process: ServerProcess;
}

/** moto, which stands in for services of AWS that the local cloud has no API of. */
export async function startAws(): Promise<Aws> {
  const packages = await installedMoto();
  const port = await freePort();
  Object.assign(process.env, QUIET);
  const server = new ServerProcess({
    command: "python3",
    args: ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)],
    environment: { PYTHONPATH: packages, PYTHONDONTWRITEBYTECODE: "1" },
    port,
  });
  await server.start();
  const environment = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    ...QUIET,
  };
  return { environment, process: server };
}

/**
 * Folder with moto and what it needs, installed once for these requirements.
 * @throws {Error} when Python 3 with pip isn't there, or reaches no packages.
 */
async function installedMoto(): Promise<string> {
  const hash = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex").slice(0, 12);
  const folder = join(CACHE, `moto-${hash}`);
  if (existsSync(folder)) return folder;
  const lock = await acquireLock(join(CACHE, "moto.lock"));
  try {
    if (!existsSync(folder)) await install(folder);
    return folder;
  } finally {
    await lock.release();
  }
}

async function install(folder: string): Promise<void> {
  const incomplete = `${folder}.incomplete`;
  rmSync(incomplete, { recursive: true, force: true });
  const args = ["-m", "pip", "install", "--quiet", "--target", incomplete, "-r", REQUIREMENTS];
  try {
    await promisify(execFile)("python3", args); // the lock's other side wants answers meanwhile
  } catch (error) {
    const needs = "Python 3.10 or later with pip, and a network in which pip reaches its packages";
    throw new Error(`the tests of the sample product need moto, which takes ${needs}`, { cause: error });
  }
  renameSync(incomplete, folder);
}
