import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../tools/shared/project-root";

/** A command of a runbook. */
export interface RunbookCommand {
  /** The line of the shell, as it stands there. */
  readonly line: string;
  /** Exit code that a comment behind it names. @default 0 */
  readonly exitCode: number;
}

/** A runbook of `docs/runbooks`, with what a reader is told to run. */
export class Runbook {
  private readonly text: string;

  constructor(name: string) {
    this.text = readFileSync(join(projectRoot(__dirname), "docs", "runbooks", `${name}.md`), "utf8");
  }

  /** Headings of the sections that have commands. */
  get headings(): string[] {
    const all = [...this.text.matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading);
    return all.filter((heading) => this.commandsOf(heading).length > 0);
  }

  /** Lines of the shell in a section. */
  commandsOf(heading: string): RunbookCommand[] {
    const [, section = ""] = this.text.split(`\n## ${heading}\n`);
    const [text = ""] = section.split("\n## ");
    const blocks = [...text.matchAll(/^( *)```sh\n(.*?)^ *```$/gms)];
    return blocks
      .flatMap(([, , block = ""]) => block.split("\n").map((line) => line.trim()))
      .filter((line) => line !== "")
      .map((line) => ({ line, exitCode: Number(/ # exit code (\d+)$/.exec(line)?.[1] ?? 0) }));
  }
}
