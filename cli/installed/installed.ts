import { describeFailure } from "../../tools/shared/failure.cjs";
import { type Command, exitCodeFor, UsageError } from "../command";
import { asksForHelp, type Help, helpPage } from "../help";
import { COMMANDS } from "./commands";
import { projectFolder } from "./project-folder";

/** Where the command runs, and how it shows things. */
export interface Terminal {
  readonly directory: string;
  readonly print: (line: string) => void;
  readonly report: (line: string) => void;
}

/**
 * Runs `proofpix`: a command on an environment on AWS of the project in whose folder it is called.
 * @returns the exit code, as that of `npm run`.
 */
export async function installed(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [name = "--help", ...args] = argv;
  const isJson = args.includes("--json");
  const report = (line: string): void => {
    terminal.report(asInstalled(line));
  };
  const print = (text: string): void => {
    terminal.print(isJson ? text : asInstalled(text));
  };
  try {
    if (asksForHelp([name])) {
      print(overview());
      return 0;
    }
    const { help, run } = commandOf(name);
    if (asksForHelp(args)) {
      print(helpPage(withoutRehearsal(help)));
      return 0;
    }
    const onAws = args.includes("--aws") ? args : [...args, "--aws"];
    return await run({ root: projectFolder(terminal.directory), args: onAws, print, report });
  } catch (error) {
    report(describeFailure(error));
    return exitCodeFor(error);
  }
}

function commandOf(name: string): Command {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return command;
  const known = Object.keys(COMMANDS).join(", ");
  throw new UsageError(`there is no command "${name}"`, `There are ${known}; each tells more with --help.`);
}

/** What texts call as npm's scripts, which a foreign project doesn't have. */
export function asInstalled(text: string): string {
  const names = Object.keys(COMMANDS).join("|");
  return text.replace(new RegExp(`npm run (?:--silent )?(${names})\\b(?: --(?= |$))?`, "gm"), "proofpix $1");
}

/** Where there is no rehearsal, nobody has to say that a command works on AWS. */
function withoutRehearsal({ usage, examples, ...help }: Help): Help {
  const onAws = (text: string): string =>
    asInstalled(text).replace(/ *\[--aws(?: \|[^\]]*)?\]| --aws\b| --as \S+/g, "");
  return {
    ...help,
    usage: usage.map(onAws).filter((line) => line !== ""),
    examples: examples.map(([commandLine, meaning]) => [onAws(commandLine), meaning] as const),
  };
}

function overview(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  return [
    "Deploys and operates the environments of a Pulumi project on AWS.",
    "",
    "Usage:",
    "  proofpix <command> <environment> …",
    "",
    "Commands:",
    ...Object.entries(COMMANDS).map(([name, { help }]) => `  ${name.padEnd(width)}  ${help.summary}`),
    "",
    "Each tells more with --help. It works in the folder of a project with Pulumi.<environment>.yaml files, with the pulumi",
    "on PATH, Pulumi's backend and the AWS credentials of the shell, and the bucket that PROOFPIX_AUDIT_BUCKET names.",
  ].join("\n");
}
