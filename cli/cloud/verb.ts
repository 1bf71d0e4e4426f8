import type { Report } from "../local/session";

/** Something that `npm run local -- cloud` does. */
export interface Verb {
  /** One word, or several with spaces between them. */
  readonly name: string;
  /** What follows it: `<needed>` or `[may be left out]`. */
  readonly arguments: readonly string[];
  /** Prints what was asked for; ends when there is no more of it. */
  readonly run: (controlUrl: string, args: readonly string[], print: Report) => Promise<void>;
}

/** The verb of a command line with its arguments; undefined where none has that form. */
export function verbOf(
  argv: readonly string[],
  verbs: readonly Verb[],
): { readonly verb: Verb; readonly args: readonly string[] } | undefined {
  const longestFirst = [...verbs].sort((one, other) => wordsOf(other).length - wordsOf(one).length);
  const verb = longestFirst.find((each) => wordsOf(each).every((word, index) => argv[index] === word));
  if (verb === undefined) return undefined;
  const args = argv.slice(wordsOf(verb).length);
  const needed = verb.arguments.filter((argument) => !argument.startsWith("[")).length;
  return args.length < needed || args.length > verb.arguments.length ? undefined : { verb, args };
}

/** How a verb is written on the command line. */
export function formOf(verb: Verb): string {
  return `npm run local -- ${["cloud", verb.name, ...verb.arguments].join(" ")}`;
}

function wordsOf({ name }: Verb): string[] {
  return name.split(" ");
}
