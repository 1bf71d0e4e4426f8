import { existsSync } from "node:fs";
import { join } from "node:path";
import { runAlone } from "../shared/run-alone.cjs";
import { UserError } from "../shared/user-error";
import { builtFromModules } from "./build";
import { isEngine, type Engine, type EngineContext, type EngineSource, type Unavailable } from "./engine";
import { localEngine } from "./local-engine";
import { officialInstaller } from "./official-installer";
import { onPath } from "./on-path";

/** Sources in the order in which they are tried. */
export interface EngineSources {
  /** Sources on this machine. */
  readonly present: readonly EngineSource[];
  /** Sources that download or build the engine; only one run at a time uses them. */
  readonly obtaining: readonly EngineSource[];
}

const INSTALL_PULUMI = "Install the Pulumi CLI: https://www.pulumi.com/docs/install.";

/**
 * Returns the engine of the first source that has one. Of two runs at once, one gets the engine and the other waits.
 * @throws {UserError} with the answer of every source, if none has an engine.
 */
export async function ensureEngine(context: EngineContext, sources = engineSources(context)): Promise<Engine> {
  const present = await firstOf(sources.present, context);
  const { engine, refusals } = present.engine === undefined ? await obtain(context, sources) : present;
  if (engine === undefined) throw noEngine([...present.refusals, ...refusals]);
  context.report(`engine: pulumi ${engine.version}, ${engine.source}, ${join(engine.directory, "pulumi")}`);
  return engine;
}

/** Only a checkout of this project has the programs that download or build an engine. */
function engineSources({ root }: EngineContext): EngineSources {
  const isCheckout = existsSync(join(root, "tools", "engine"));
  return {
    present: [onPath(), localEngine],
    obtaining: isCheckout ? [officialInstaller(), builtFromModules()] : [],
  };
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
    if (result.isUnexpected) context.report(`${result.reason}; looking for another engine`);
    refusals.push(result);
  }
  return { refusals };
}

/**
 * Downloads or builds the engine. Another run may have done so while this one waited, so this first looks again,
 * without reports.
 */
function obtain(context: EngineContext, { present, obtaining }: EngineSources): Promise<Search> {
  const lock = join(context.root, ".local", "locks", "engine");
  return runAlone(lock, "waiting for another run that gets the engine", async () => {
    const again = await firstOf(present, { ...context, report: () => undefined });
    return again.engine === undefined ? firstOf(obtaining, context) : again;
  });
}

function noEngine(refusals: readonly Unavailable[]): UserError {
  const reasons = refusals.map(({ reason }) => `\n  - ${reason}`).join("");
  const remedy = refusals.findLast((refusal) => refusal.remedy !== undefined)?.remedy ?? INSTALL_PULUMI;
  return new UserError(`the Pulumi engine can't be had:${reasons}`, remedy);
}
