/** The help of a command. */
export interface Help {
  /** What it does, in a line. */
  readonly summary: string;
  /** The forms of its command line, as people type them. */
  readonly usage: readonly string[];
  /** Further facts, a line each. */
  readonly details: readonly string[];
  /** Command lines as they are typed, with what each does. */
  readonly examples: readonly (readonly [commandLine: string, meaning: string])[];
}

/** Whether a command line's own option asks for help. */
export function asksForHelp(args: readonly string[]): boolean {
  return args.some((argument) => argument === "--help" || argument === "-h");
}

/** The page that a command shows when it is asked for help. */
export function helpPage({ summary, usage, details, examples }: Help): string {
  const width = Math.max(...examples.map(([commandLine]) => commandLine.length));
  const shown = examples.map(([commandLine, meaning]) => `${commandLine.padEnd(width)}  ${meaning}`);
  return [summary, "", "Usage:", ...indented(usage), "", ...details, "", "Examples:", ...indented(shown)].join("\n");
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
