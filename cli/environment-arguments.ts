import { nearestNames } from "../components/shared/nearest-name";
import type { LocalPaths } from "./local/paths";
import { policyArguments } from "./local/policy-pack";
import { LocalProject } from "./local/project";
import { UsageError } from "./command";

/** Name by which commands take the bootstrap project, which has what an AWS account needs once. */
export const BOOTSTRAP = "bootstrap";

/** What the help of `up`, `preview` and `destroy` says about the environment, the local cloud and Pulumi's options. */
export function environmentDetails(verb: "up" | "preview" | "destroy"): readonly string[] {
  return [
    "The environment is development unless one is named: one of the files Pulumi.<environment>.yaml, or bootstrap.",
    "It runs against the local cloud: nothing is created on AWS, and no account is needed.",
    `Options go to pulumi ${verb} as they are; npm run local -- pulumi ${verb} --help lists them.`,
  ];
}

/** The command line of `up`, `preview` or `destroy`. */
export interface EnvironmentArguments {
  readonly environment: string;
  /** Options that are passed on to Pulumi unchanged. */
  readonly options: readonly string[];
  /** Options of Pulumi that run the policy pack on the environment; empty for the bootstrap project. */
  readonly policies: readonly string[];
  readonly projectOf: (paths: LocalPaths) => LocalProject;
}

/**
 * Reads `[environment] [options of pulumi]`; development unless another is named.
 * @throws {UsageError} when there is no such environment, several are named, or a stack is named instead.
 * @throws {UserError} when the environment's configuration file can't be read.
 */
export function environmentArguments(argv: readonly string[], paths: LocalPaths): EnvironmentArguments {
  const [first] = argv;
  const named = first !== undefined && !first.startsWith("-");
  const environment = named ? first : "development";
  const options = named ? argv.slice(1) : argv;
  if (named) requireOneName(argv);
  if (stackOption(options) !== undefined) throw stackGiven(stackOption(options));
  if (environment === BOOTSTRAP) {
    LocalProject.bootstrap(paths).requireReadable(BOOTSTRAP);
    return { environment, options, policies: [], projectOf: (each) => LocalProject.bootstrap(each) };
  }
  const project = LocalProject.environments(paths);
  const known = project.stacks();
  if (!known.includes(environment)) throw unknownEnvironment(environment, [...known, BOOTSTRAP]);
  project.requireReadable(environment);
  const policies = policyArguments(paths.root, environment);
  return { environment, options, policies, projectOf: (each) => LocalProject.environments(each) };
}

/**
 * Refuses further names after the first. Behind an option, a word may be the option's value, so words there aren't
 * checked.
 */
function requireOneName(argv: readonly string[]): void {
  const firstOption = argv.findIndex((argument) => argument.startsWith("-"));
  const names = firstOption < 0 ? argv : argv.slice(0, firstOption);
  if (names.length < 2) return;
  throw new UsageError(`one environment at a time, got ${names.join(", ")}`, "Run the command once for each.");
}

/**
 * Refuses options that skip the preview. Policies on how resources fit together run at the end of a preview or update,
 * and at the end of an update everything exists already.
 * @throws {UsageError}
 */
export function requirePreview(options: readonly string[]): void {
  const skipping = options.find((option) => /^(--skip-preview|-f)(=|$)/.test(option));
  if (skipping === undefined) return;
  throw new UsageError(
    `${skipping} is not for this command, which always previews, so that policies stop it before anything is created`,
    "Leave it out, or run plain pulumi by npm run local -- pulumi up --skip-preview …",
  );
}

/** The stack that a command line of Pulumi names. */
export function stackOption(args: readonly string[]): string | undefined {
  const place = args.findIndex((argument) => /^(--stack|-s)(=|$)/.test(argument));
  const [, joined] = /^(?:--stack|-s)=(.*)$/.exec(args[place] ?? "") ?? [];
  return place < 0 ? undefined : (joined ?? args[place + 1]);
}

function stackGiven(stack: string | undefined): UsageError {
  return new UsageError("--stack is not for this command", `Name the environment itself: npm run … -- ${stack ?? ""}`);
}

function unknownEnvironment(environment: string, known: readonly string[]): UsageError {
  const suggestions = nearestNames(environment, known);
  return new UsageError(
    `there is no environment "${environment}"; there are ${known.join(", ")}`,
    suggestions.length === 0
      ? `To add it, write Pulumi.${environment}.yaml (docs/configuration.md).`
      : `Did you mean ${suggestions.join(" or ")}?`,
  );
}
