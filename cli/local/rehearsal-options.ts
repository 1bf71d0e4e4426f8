import { UsageError } from "../command";
import { speedOf } from "../live/live-options";
import { readSeeds } from "./seeds";
import type { RehearsalSettings } from "./rehearsal-settings";

/** Options that stand before the command that `local` runs. */
export interface RehearsalOptions {
  readonly settings: RehearsalSettings;
  /** How much faster than real time what is deployed runs; undefined where nothing is run. */
  readonly speed?: number;
  /** The command with its arguments. */
  readonly command: readonly string[];
}

/** What the help of `local` says of them. */
export const REHEARSAL_OPTIONS = [
  "--seeds <file>            what is there before: hosted zones, images, secrets (docs/rehearsing-your-program.md)",
  "--allow-unchecked <type>  lets a type through that the local cloud doesn't know, a package, or all; repeatable",
  "--run [--speed <factor>]  has what is deployed run on this machine, 10 times as fast as real time by default",
];

const DEFAULT_SPEED = 10;

/** Options by name: whether each takes a value. */
const KINDS: Readonly<Record<string, "value" | "flag">> = {
  seeds: "value",
  "allow-unchecked": "value",
  run: "flag",
  speed: "value",
};

/**
 * Reads the options before a command: what follows the first other word, or `--`, is the command's own.
 * @param folder from which relative paths begin
 * @throws {UsageError} for an option that there is not, or that lacks its value.
 */
export function rehearsalOptions(argv: readonly string[], folder: string): RehearsalOptions {
  const { given, command } = split(argv);
  const valuesOf = (name: string): string[] => given.flatMap((option) => (option.name === name ? option.value : []));
  const seeds = valuesOf("seeds").at(-1);
  const speed = valuesOf("speed").map(speedOf).at(-1) ?? DEFAULT_SPEED;
  return {
    settings: rehearsalSettings({ seeds, allowUnchecked: valuesOf("allow-unchecked") }, folder, "--allow-unchecked"),
    ...(valuesOf("run").length > 0 && { speed }),
    command,
  };
}

/**
 * Reads the file of seeds, and checks the types that are to be let through.
 * @param folder from which the file's relative path begins
 * @param option that names the types, for the error
 * @throws {UserError}
 */
export function rehearsalSettings(
  { seeds, allowUnchecked }: { readonly seeds: string | undefined; readonly allowUnchecked: readonly string[] },
  folder: string,
  option: string,
): RehearsalSettings {
  for (const name of allowUnchecked) requireType(name, option);
  return { allowUnchecked, ...(seeds !== undefined && { seeds: readSeeds(seeds, folder, process.env) }) };
}

interface GivenOption {
  readonly name: string;
  /** Empty for a flag. */
  readonly value: string;
}

/** The options at the beginning of a command line, and the command behind them. */
function split(argv: readonly string[]): {
  readonly given: readonly GivenOption[];
  readonly command: readonly string[];
} {
  const [first = "", second] = argv;
  if (first === "--") return { given: [], command: argv.slice(1) };
  if (!first.startsWith("-")) return { given: [], command: argv };
  const { option, words } = optionAt(first, second);
  const { given, command } = split(argv.slice(words));
  return { given: [option, ...given], command };
}

/** An option with its value, and how many words the two are. */
function optionAt(first: string, second: string | undefined): { readonly option: GivenOption; readonly words: number } {
  const [, name = "", joined] = /^--([^=]+)(?:=(.*))?$/s.exec(first) ?? [];
  const kind = KINDS[name];
  if (kind === undefined) throw unknownOption(first);
  if (kind === "flag") return { option: { name, value: "" }, words: 1 };
  if (joined !== undefined) return { option: { name, value: joined }, words: 1 };
  return { option: { name, value: valueOf(name, second) }, words: 2 };
}

function valueOf(name: string, value: string | undefined): string {
  if (value !== undefined && !value.startsWith("-")) return value;
  throw new UsageError(`--${name} has no value`, `Give one: --${name} <${name === "seeds" ? "file" : "value"}>`);
}

function unknownOption(option: string): UsageError {
  return new UsageError(
    `there is no option ${option}`,
    "Before the command there are --seeds, --allow-unchecked, --run and --speed; behind it, the command's own.",
  );
}

/** A resource type as the engine names it, a package, or `all`. */
const TYPE = /^[a-z][\w-]*(?::[\w/.-]+:\w+)?$/;

function requireType(name: string, option: string): void {
  if (TYPE.test(name)) return;
  throw new UsageError(
    `${option} must be a resource type, a package or all, got ${name}`,
    "Name it as the engine's error does, such as aws:glue/job:Job",
  );
}
