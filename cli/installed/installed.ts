import { describeFailure } from "../../tools/shared/failure.cjs";
import { type Call, type Command, exitCodeFor, UsageError } from "../command";
import { asksForHelp, type Help, helpPage } from "../help";
import { COMMANDS, COMMANDS_HERE } from "./commands";
import { projectFolder } from "./project-folder";

const ALL: Readonly<Record<string, Command>> = { ...COMMANDS_HERE, ...COMMANDS };

/** Where the command runs, and how it shows things. */
export interface Terminal {
  readonly directory: string;
  readonly print: (line: string) => void;
  readonly report: (line: string) => void;
}

/**
 * Runs `proofpix`: a command on an environment on AWS of the project in whose folder it is called, or a rehearsal of
 * any project on this machine.
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
    const { help, run, runsAnother = false } = commandOf(name);
    if (asksForHelp(runsAnother ? args.slice(0, 1) : args)) {
      print(helpPage(withoutRehearsal(help)));
      return 0;
    }
    return await run({ ...placeOf(name, args, terminal.directory), print, report });
  } catch (error) {
    report(describeFailure(error));
    return exitCodeFor(error);
  }
}

/** Where a command works, with its arguments: on this machine in any folder, on AWS in a project's. */
function placeOf(name: string, args: readonly string[], directory: string): Pick<Call, "root" | "args"> {
  if (Object.hasOwn(COMMANDS_HERE, name)) return { root: directory, args };
  const onAws = args.includes("--aws") ? args : [...args, "--aws"];
  return { root: projectFolder(directory), args: onAws };
}

function commandOf(name: string): Command {
  const command = Object.hasOwn(ALL, name) ? ALL[name] : undefined;
  if (command !== undefined) return command;
  const known = Object.keys(ALL).join(", ");
  throw new UsageError(`there is no command "${name}"`, `There are ${known}; each tells more with --help.`);
}

/** What texts call as npm's scripts, which a foreign project doesn't have. */
export function asInstalled(text: string): string {
  const names = Object.keys(ALL).join("|");
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
  const width = Math.max(...Object.keys(ALL).map((name) => name.length));
  const listed = (commands: Readonly<Record<string, Command>>): string[] =>
    Object.entries(commands).map(([name, { help }]) => `  ${name.padEnd(width)}  ${help.summary}`);
  return [
    "Deploys and operates the environments of a Pulumi project on AWS, and rehearses any Pulumi project on this machine.",
    "",
    "Usage:",
    "  proofpix <command> <environment> …",
    "  proofpix local [options] -- <any command>",
    "",
    "On this machine, without an account:",
    ...listed(COMMANDS_HERE),
    "",
    "On AWS:",
    ...listed(COMMANDS),
    "",
    "Each tells more with --help. Those on AWS work in the folder of a project with Pulumi.<environment>.yaml files, with the pulumi",
    "on PATH, Pulumi's backend and the AWS credentials of the shell, and the bucket that PROOFPIX_AUDIT_BUCKET names.",
  ].join("\n");
}
