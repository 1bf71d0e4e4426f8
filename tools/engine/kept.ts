import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../shared/user-error";
import type { Engine, EngineSource } from "./engine";
import { execute, type Execute } from "./execute";
import { versionOf } from "./on-path";
import { isAtLeast, MINIMUM_VERSION } from "./version";

/** Written last into the folder of an engine: what it is, and how long each of its files is. */
interface Stamp {
  readonly version: string;
  readonly source: string;
  readonly sizes: Readonly<Record<string, number>>;
}

const STAMP = "engine.json";

/** The engine that was put into `.local/bin` before. */
export const kept: EngineSource = async ({ root }) => {
  const directory = keptDirectory(root);
  const stamp = await readStamp(directory);
  if (stamp === undefined) return { reason: "none was put into .local/bin before" };
  if (!isAtLeast(stamp.version, MINIMUM_VERSION))
    return { reason: `the one in .local/bin is ${stamp.version}, too old` };
  if (!(await isWhole(directory, stamp))) return { reason: "the one in .local/bin is damaged" };
  return { directory, version: stamp.version, source: stamp.source };
};

/**
 * Makes an engine in a folder aside, tries whether it runs, and only then moves it to `.local/bin`, at once: what was
 * cut off in the middle is never taken for an engine.
 * @param fill puts `pulumi` and what it needs somewhere below the folder that it is given, and returns where.
 */
export async function keep(
  root: string,
  source: string,
  fill: (aside: string) => Promise<string>,
  run: Execute = execute,
): Promise<Engine> {
  const workshop = join(root, ".local", "engine");
  await rm(workshop, { recursive: true, force: true, maxRetries: 3 }); // what an interrupted run left
  await mkdir(workshop, { recursive: true });
  const filled = await fill(await mkdtemp(join(workshop, "run-")));
  const version = await versionOf(join(filled, "pulumi"), run);
  if (version === undefined)
    throw new UserError("the engine that was made doesn't run", "Try again with an empty .local.");
  await writeFile(join(filled, STAMP), JSON.stringify({ version, source, sizes: await sizesIn(filled) }));
  const directory = keptDirectory(root);
  await rm(directory, { recursive: true, force: true });
  await rename(filled, directory);
  await rm(workshop, { recursive: true, force: true });
  return { directory, version, source };
}

function keptDirectory(root: string): string {
  return join(root, ".local", "bin");
}

async function readStamp(directory: string): Promise<Stamp | undefined> {
  try {
    return JSON.parse(await readFile(join(directory, STAMP), "utf8")) as Stamp;
  } catch {
    return undefined;
  }
}

async function isWhole(directory: string, stamp: Stamp): Promise<boolean> {
  try {
    const sizes = await sizesIn(directory);
    return Object.entries(stamp.sizes).every(([file, size]) => sizes[file] === size);
  } catch {
    return false;
  }
}

async function sizesIn(directory: string): Promise<Record<string, number>> {
  const files = (await readdir(directory)).filter((file) => file !== STAMP);
  const sizes = files.map(async (file) => [file, (await stat(join(directory, file))).size] as const);
  return Object.fromEntries(await Promise.all(sizes));
}
