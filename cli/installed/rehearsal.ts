import { resolve } from "node:path";
import { ForeignProject } from "../local/foreign-project";
import { rehearsalSettings } from "../local/rehearsal-options";
import { LocalSession } from "../local/session";
import { UserError } from "../../tools/shared/user-error";
import { folderOfRuns, runsIn } from "./folder-of-runs";

/** What a rehearsal begins with, and where it is kept. */
export interface RehearsalOptions {
  /**
   * Folder of the Pulumi project. A relative path begins at the current folder.
   * @default - the current folder
   */
  readonly folder?: string;
  /**
   * Folder in whose `.proofpix` the stacks and the local cloud are kept. It is made where it isn't there. A new
   * temporary folder makes a test begin with an empty account; two rehearsals of one folder share what is deployed.
   * @default - as `proofpix local`: the project's folder, or the nearest folder above it that has `.proofpix`
   */
  readonly stateFolder?: string;
  /**
   * File, YAML or JSON, that lists what the account holds before, as `--seeds` of `proofpix local`. A relative path
   * begins at `folder`.
   * @default - the account is empty
   */
  readonly seeds?: string;
  /**
   * Types that the local cloud may not know, packages, or `all`, as `--allow-unchecked` of `proofpix local`. It holds
   * for this rehearsal alone.
   * @default - none
   */
  readonly allowUnchecked?: readonly string[];
  /**
   * Told in a line each: which engine runs, what was seeded, and at the end what was let through unchecked.
   * @default - lines on standard error
   */
  readonly report?: (line: string) => void;
}

/** A rehearsal that runs. */
export interface Rehearsal {
  /**
   * Variables that lead Pulumi's engine, AWS's command line and its SDKs to the local cloud: `envVars` of a workspace
   * of the Automation API, or `env` of a child process. Variables of your AWS and your Pulumi are in it as `undefined`,
   * which hides those of this process. Its `PATH` begins with the engine that was found.
   */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Rehearses a Pulumi program from a test or another program: starts the local cloud, or joins the one that runs on the
 * same state, and lets go of it when `use` has ended, also with an error. What is deployed stays in the state.
 * @returns what `use` returns.
 * @throws whatever `use` throws; before it, an error that says what is wrong with the options or this machine.
 */
export async function rehearsal<T>(
  options: RehearsalOptions,
  use: (rehearsal: Rehearsal) => T | Promise<T>,
): Promise<T> {
  const alive = setInterval(() => undefined, 60_000); // nothing else keeps the process alive while the cloud starts
  try {
    return await rehearse(options, use);
  } catch (error) {
    throw error instanceof UserError ? describingNextStep(error) : error;
  } finally {
    clearInterval(alive);
  }
}

async function rehearse<T>(
  { stateFolder, seeds, allowUnchecked = [], report = onStandardError, ...options }: RehearsalOptions,
  use: (rehearsal: Rehearsal) => T | Promise<T>,
): Promise<T> {
  const folder = resolve(options.folder ?? ".");
  const settings = rehearsalSettings({ seeds, allowUnchecked }, folder, "allowUnchecked");
  const project = ForeignProject.at(folder) ?? ForeignProject.none(folder);
  const paths = stateFolder === undefined ? folderOfRuns(folder) : runsIn(resolve(stateFolder));
  return LocalSession.during(
    paths,
    () => project,
    report,
    async (session) => {
      await settle(session, paths.local);
      return use({ environment: (await session.environment()) as Record<string, string> }); // as Pulumi's type has it
    },
    settings,
  );
}

/** Settles what an interrupted run of the project left behind. */
async function settle(session: LocalSession<ForeignProject>, kept: string): Promise<void> {
  if ((await session.recoverAll()) === 0) return;
  throw new UserError(
    `what an interrupted run left behind in ${kept} could not be settled`,
    "The engine told why on standard error; without that folder, the rehearsal begins anew.",
  );
}

/** The error with what to do about it in its message, since test runners show no more than that. */
function describingNextStep(error: UserError): Error {
  return new Error(`${error.message}\n${error.nextStep}`, { cause: error });
}

function onStandardError(line: string): void {
  process.stderr.write(`${line}\n`);
}
