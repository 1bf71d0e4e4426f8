import type { AutomationContext } from "../context";
import type { Engine } from "../engine/engine";
import type { Source } from "../model/deployment";
import { DeploymentProblem } from "../model/problem";
import { messageOf } from "../shared/message-of";
import { type RestoredConfiguration, restoredText, textWithEntries } from "./configuration-text";
import { imagesOf, pinned, type ReleasedImages } from "./image-pins";
import { irreversibleReleases } from "./irreversible";
import { type Release, releasesOf } from "./releases";
import { chooseTarget, type Destination, type Target } from "./target";

/**
 * Whose program a return applies:
 * - `recorded`: that of the release's commit; a release whose program can't be had is refused.
 * - `recorded-or-current`: that of the release's commit where it can be had, else the one that is here.
 * - `current`: the one that is here; only configuration and image are the release's.
 */
export type ReturnedProgram = "recorded" | "recorded-or-current" | "current";

/** What a return is asked for. */
export interface ReturnArgs {
  readonly destination: Destination;
  readonly program: ReturnedProgram;
}

/** What a return applies. Nothing has changed yet. */
export interface ReturnPlan {
  readonly release: Release;
  readonly configuration: RestoredConfiguration;
  /** The engine on the program that is applied. */
  readonly engine: Engine;
  readonly source: Source;
  /** Why it isn't the release's own program, as a sentence; undefined where it is. */
  readonly programNote?: string;
  /** Gives the program of another commit up. */
  close(): Promise<void>;
}

/**
 * Finds out what a return applies: configuration, images and program of an earlier release.
 * @throws {DeploymentProblem} where there is none, or where it can't be returned to.
 */
export async function planReturn(
  { destination, program }: ReturnArgs,
  context: AutomationContext,
): Promise<ReturnPlan> {
  const target = chooseTarget(await currentReleases(context), destination);
  requirePassable(target);
  const { release } = target;
  const configuration = await restoredConfiguration(release, context);
  return { release, configuration, ...(await programOf(release, program, context)) };
}

/** The environment's releases, newest first. */
export async function currentReleases({ store, environment, engine }: AutomationContext): Promise<Release[]> {
  const [{ records }, updates] = await Promise.all([store.list(environment), engine.history()]);
  return releasesOf(records, updates);
}

function requirePassable({ release, passed }: Target): void {
  const [first, ...others] = irreversibleReleases(passed);
  if (first === undefined) return;
  const names = [first, ...others].map((each) => `${each.release.name} (${each.services.join(", ")})`);
  throw new DeploymentProblem(
    "return-forbidden",
    `a return to ${release.name} would pass ${names.join(", ")}, whose schema migrations earlier versions can't work with`,
    "Mend what is wrong in a new release, and deploy that; or return to a release after them.",
  );
}

/** The release's configuration, with its images by digest, whatever their tags name by now. */
async function restoredConfiguration(
  release: Release,
  { configurationFile, engine }: AutomationContext,
): Promise<RestoredConfiguration> {
  const current = configurationFile.read();
  const { text } = releasedConfiguration(release, current);
  return restoredText(current, pinned(text, engine.project, await releasedImages(release, engine)));
}

function releasedConfiguration({ record, update }: Release, current: string): RestoredConfiguration {
  const recorded = record?.configuration?.text;
  return recorded === undefined
    ? textWithEntries(current, update?.configuration ?? {})
    : restoredText(current, recorded);
}

async function releasedImages({ record, update }: Release, engine: Engine): Promise<ReleasedImages> {
  const checkpoint = update === undefined ? undefined : await engine.checkpoint(update.version);
  return { byService: record?.imageDigests ?? {}, byReference: imagesOf(checkpoint ?? []) };
}

type ProgramPart = Pick<ReturnPlan, "engine" | "source" | "programNote" | "close">;

async function programOf(release: Release, program: ReturnedProgram, context: AutomationContext): Promise<ProgramPart> {
  const source = await context.source();
  const here: ProgramPart = { engine: context.engine, source, close: () => Promise.resolve() };
  const { name, commit, isDirty } = release;
  if (program === "current") return here;
  if (commit !== undefined && !isDirty) {
    if (commit === source.commit && !source.isDirty) return here;
    return programOfCommit(commit, program, here, context);
  }
  const problem = `the program of ${name} was never committed`;
  if (program === "recorded-or-current") return { ...here, programNote: `${problem}; the one that is here is applied` };
  throw new DeploymentProblem(
    "return-forbidden",
    `${problem}, so that nobody can have it again`,
    "Return with the configuration and the image alone (--configuration-only), which applies the program that is here.",
  );
}

async function programOfCommit(
  commit: string,
  program: ReturnedProgram,
  here: ProgramPart,
  context: AutomationContext,
): Promise<ProgramPart> {
  try {
    const opened = await context.programOf(commit);
    return { engine: opened.engine, source: { commit, isDirty: false }, close: () => opened.close() };
  } catch (cause) {
    const reason = messageOf(cause);
    const problem = `the program of commit ${commit.slice(0, 12)} can't be had: ${reason}`;
    if (program === "recorded-or-current")
      return { ...here, programNote: `${problem}; the one that is here is applied` };
    throw new DeploymentProblem(
      "return-forbidden",
      problem,
      "Fetch the commit (git fetch), or return with the configuration and the image alone (--configuration-only).",
      { cause },
    );
  }
}

/** A context in which a plan's program and source take the place of those that are here. */
export function contextOfPlan({ engine, source }: ReturnPlan, context: AutomationContext): AutomationContext {
  return { ...context, engine, source: () => Promise.resolve(source) };
}
