import { UsageError } from "./command";

/** Options of a command of ours: whether each takes a value. */
export type Options = Readonly<Record<string, "value" | "flag">>;

/** The options of a command line that are the command's own, and everything else in its order. */
export interface OptionValues<Known extends Options> {
  /** Values by the options' names; a flag that is there is `true`. */
  readonly values: Readonly<Partial<Record<keyof Known, string>>>;
  readonly others: readonly string[];
}

/**
 * Reads options as `--name value`, `--name=value` or `--name`.
 * @throws {UsageError} for an option without its value.
 */
export function optionValues<Known extends Options>(argv: readonly string[], known: Known): OptionValues<Known> {
  const values: Record<string, string> = {};
  const others: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index] ?? "";
    const [, name = "", given] = /^--([^=]+)(?:=(.*))?$/.exec(argument) ?? [];
    const kind = known[name];
    if (kind === undefined) others.push(argument);
    else if (kind === "flag") values[name] = "true";
    else values[name] = given ?? requiredValue(name, argv[++index]);
  }
  return { values: values as OptionValues<Known>["values"], others };
}

function requiredValue(name: string, value: string | undefined): string {
  if (value !== undefined && !value.startsWith("--")) return value;
  throw new UsageError(`--${name} has no value`, `Give one: --${name} <${name}>`);
}
