import { join } from "node:path";
import { acquireLock } from "../lock";
import { UserError } from "../shared/user-error";
import { builtFromModules } from "./build";
import { isEngine, type Engine, type EngineContext, type EngineSource, type Unavailable } from "./engine";
import { kept } from "./kept";
import { officialInstaller } from "./official-installer";
import { onPath } from "./on-path";

/** Sources in the order in which they are tried. */
export interface EngineSources {
  /** Those that have it already. */
  readonly present: readonly EngineSource[];
  /** Those that get it, one run at a time. */
  readonly obtaining: readonly EngineSource[];
}

const INSTALL_PULUMI = "Install the Pulumi CLI: https://www.pulumi.com/docs/install.";

/**
 * The Pulumi engine: the first that a source has. Two runs at once get it once.
 * @throws {UserError} naming what every source said, when none has one.
 */
export async function ensureEngine(context: EngineContext, sources = ENGINE_SOURCES()): Promise<Engine> {
  const present = await firstOf(sources.present, context);
  const { engine, refusals } = present.engine === undefined ? await obtain(context, sources) : present;
  if (engine === undefined) throw noEngine(refusals);
  context.report(announcement(engine, refusals));
  return engine;
}

function ENGINE_SOURCES(): EngineSources {
  return { present: [onPath(), kept], obtaining: [officialInstaller(), builtFromModules()] };
}

interface Search {
  readonly engine?: Engine;
  readonly refusals: readonly Unavailable[];
}

async function firstOf(sources: readonly EngineSource[], context: EngineContext): Promise<Search> {
  const refusals: Unavailable[] = [];
  for (const source of sources) {
    const result = await source(context);
    if (isEngine(result)) return { engine: result, refusals };
    refusals.push(result);
  }
  return { refusals };
}

/** Looks once more at what is present, since another run may have got it while this one waited. */
async function obtain(context: EngineContext, { present, obtaining }: EngineSources): Promise<Search> {
  let told = false;
  const lock = await acquireLock(join(context.root, ".local", "locks", "engine"), {
    onWait: ({ pid }) => {
      if (!told) context.report(`waiting for the engine, which another run gets (process ${pid})`);
      told = true;
    },
  });
  try {
    return await firstOf([...present, ...obtaining], context);
  } finally {
    await lock.release();
  }
}

function announcement({ version, source, directory }: Engine, refusals: readonly Unavailable[]): string {
  const passedOver = refusals.filter(({ reason }) => reason.includes("older")).map(({ reason }) => ` (${reason})`);
  return `engine: pulumi ${version}, ${source}, ${join(directory, "pulumi")}${passedOver.join("")}`;
}

function noEngine(refusals: readonly Unavailable[]): UserError {
  const reasons = refusals.map(({ reason }) => `\n  - ${reason}`).join("");
  const remedy = refusals.findLast((refusal) => refusal.remedy !== undefined)?.remedy ?? INSTALL_PULUMI;
  return new UserError(`the Pulumi engine can't be had:${reasons}`, remedy);
}
