import { nearestNames } from "../../components/shared/nearest-name";
import { UsageError } from "../command";
import { type Options, optionValues, type OptionValues } from "../option-values";
import { type TargetOptions, targetOptions } from "./target-options";

/** Words that follow a command, by what they mean: `<needed>`, `[may be left out]`, or `<several>…` at the end. */
export type Words = readonly string[];

/** The command line of a command that works on an environment. */
export interface DeploymentArguments<Known extends Options> {
  readonly target: TargetOptions;
  readonly isJson: boolean;
  readonly values: OptionValues<Known>["values"];
  /** What stands for each of the words, in their order. */
  readonly words: readonly string[];
}

/**
 * Reads the command line of a command that works on an environment: its words, its options, `--json`, `--aws` and the
 * options of the rehearsal.
 * @throws {UsageError} for an option that it hasn't, and for too few or too many words.
 */
export function deploymentArguments<Known extends Options>(
  argv: readonly string[],
  known: Known,
  expected: Words,
): DeploymentArguments<Known> {
  const { values: common, others } = optionValues(argv, { json: "flag" });
  const { values, others: unread } = optionValues(others, known);
  const target = targetOptions(unread);
  const unknown = target.others.find((argument) => argument.startsWith("-"));
  if (unknown !== undefined) throw unknownOption(unknown, known);
  requireWords(target.others, expected);
  return { target, isJson: common.json !== undefined, values, words: target.others };
}

const COMMON = ["json", "aws", "speed", "once", "no-run"];

function unknownOption(option: string, known: Options): UsageError {
  const names = [...Object.keys(known), ...COMMON];
  const [nearest] = nearestNames(option.replace(/^-+/, "").replace(/=.*/, ""), names);
  const all = names.map((name) => `--${name}`).join(", ");
  return new UsageError(
    `there is no option ${option}`,
    nearest === undefined ? `There are ${all}.` : `Did you mean --${nearest}?`,
  );
}

function requireWords(words: readonly string[], expected: Words): void {
  const needed = expected.filter((word) => word.startsWith("<"));
  const missing = needed[words.length];
  if (words.length < needed.length) throw new UsageError(`${missing ?? ""} is missing`, formOf(expected));
  const isOpen = expected.at(-1)?.endsWith("…") === true;
  if (!isOpen && words.length > expected.length) {
    throw new UsageError(`"${words[expected.length] ?? ""}" is one word too many`, formOf(expected));
  }
}

function formOf(expected: Words): string {
  return `The command takes ${expected.join(" ")}.`;
}
