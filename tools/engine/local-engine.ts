import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { UserError } from "../shared/user-error";
import type { Engine, EngineSource, Unavailable } from "./engine";
import { execute, type Execute } from "./execute";
import { isExecutable, versionOf } from "./program";
import { MACHINE, readStamp, STAMP, writeStamp, type Stamp } from "./stamp";
import { isAtLeast, MINIMUM_VERSION } from "./version";

/** The engine in `.local/bin`, which an earlier run put there. */
export const localEngine: EngineSource = async ({ root }) => {
  const directory = localEngineDirectory(root);
  const stamp = await readStamp(directory);
  if (stamp === undefined) return { reason: "none was put into .local/bin before" };
  const { machine, version, source } = stamp;
  if (machine !== MACHINE) return refuse(`the one in .local/bin is for ${machine}, and this is ${MACHINE}`);
  if (!isAtLeast(version, MINIMUM_VERSION)) {
    return refuse(`the one in .local/bin is version ${version}, older than ${MINIMUM_VERSION}`);
  }
  if (!(await isWhole(directory, stamp))) return refuse("the one in .local/bin is damaged");
  return { directory, version, source };
};

/**
 * Puts an engine into `.local/bin`. It is filled into another folder, tried, and then moved there in one step, so that
 * an interrupted run leaves no unusable engine.
 * @param fill puts `pulumi` and what it needs somewhere below the folder that it is given, and returns where.
 */
export async function installLocally(
  root: string,
  source: string,
  fill: (aside: string) => Promise<string>,
  run: Execute = execute,
): Promise<Engine> {
  const workshop = join(root, ".local", "engine");
  await rm(workshop, { recursive: true, force: true, maxRetries: 3 }); // left by an interrupted run
  await mkdir(workshop, { recursive: true });
  const filled = await fill(await mkdtemp(join(workshop, "run-")));
  const version = await tryOut(filled, run);
  await writeStamp(filled, { machine: MACHINE, version, source, sizes: await sizesIn(filled) });
  const directory = localEngineDirectory(root);
  await rm(directory, { recursive: true, force: true });
  await rename(filled, directory);
  await rm(workshop, { recursive: true, force: true });
  return { directory, version, source };
}

export function localEngineDirectory(root: string): string {
  return resolve(root, ".local", "bin");
}

function refuse(reason: string): Unavailable {
  return { reason, isUnexpected: true };
}

async function tryOut(directory: string, run: Execute): Promise<string> {
  const version = await versionOf(join(directory, "pulumi"), run);
  if (version !== undefined && isExecutable(join(directory, "pulumi-language-nodejs"))) return version;
  throw new UserError("the engine that was made doesn't run", "Delete .local/engine and try again.");
}

async function isWhole(directory: string, stamp: Stamp): Promise<boolean> {
  const sizes = await sizesIn(directory);
  return Object.entries(stamp.sizes).every(([file, size]) => sizes[file] === size);
}

async function sizesIn(directory: string): Promise<Record<string, number>> {
  const files = (await readdir(directory)).filter((file) => file !== STAMP);
  const sizes = files.map(async (file) => [file, (await stat(join(directory, file))).size] as const);
  return Object.fromEntries(await Promise.all(sizes));
}
