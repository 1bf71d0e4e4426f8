import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { replaceFile, replaceLink } from "../../tools/shared/files";
import type { LocalPaths } from "./paths";
import { UserError } from "../../tools/shared/user-error";
import { configurationFileProblem } from "./configuration-file-problem";
import type { ReadByEngine } from "./engine-reading";
import type { SessionProject } from "./session-project";
import { localCopy, trackedChange, type KeyOutcome } from "./stack-configuration";
import { sameConfiguration } from "../../tools/yaml/same-configuration";

/** Folder with the texts that the copies and the tracked files had when a command began. */
const RENEWED = ".renewed";

/**
 * A Pulumi project for local runs: symbolic links to the tracked project, and copies of its configuration files. Pulumi
 * writes into those how secrets are encrypted, so a local run changes no tracked file.
 */
export class LocalProject implements SessionProject {
  private constructor(
    /** Folder with the tracked files. */
    readonly source: string,
    /** Folder in which `pulumi` runs. */
    readonly directory: string,
    private readonly links: readonly string[],
  ) {}

  /** The environments' project. */
  static environments(paths: LocalPaths): LocalProject {
    return new LocalProject(paths.root, paths.project, ["Pulumi.yaml", "package.json", "stacks"]);
  }

  /** The bootstrap project, with what an AWS account needs once. */
  static bootstrap(paths: LocalPaths): LocalProject {
    return new LocalProject(join(paths.root, "stacks", "bootstrap"), paths.bootstrapProject, [
      "Pulumi.yaml",
      "main.js",
    ]);
  }

  /** Name of the Pulumi project. */
  get name(): string {
    return (parse(readFileSync(join(this.source, "Pulumi.yaml"), "utf8")) as { name: string }).name;
  }

  /** Stacks that have a tracked configuration file. */
  stacks(): string[] {
    return readdirSync(this.source)
      .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
      .sort();
  }

  /**
   * Checks the YAML of a stack's tracked configuration file before the engine reads it.
   * @throws {UserError} with file, line and fix, if the engine couldn't read the file or would find no keys in it.
   */
  requireReadable(stack: string): void {
    const found = configurationFileProblem(readFileSync(this.trackedFileOf(stack), "utf8"));
    if (found === undefined) return;
    const place = `Pulumi.${stack}.yaml, line ${found.line}`;
    throw new UserError(`${place}: ${found.problem}; nothing was done`, found.fix);
  }

  /** Text of a stack's tracked file. */
  read(stack: string): string {
    return readFileSync(this.trackedFileOf(stack), "utf8");
  }

  /** Replaces the text of a stack's tracked file; the engine then reads it. */
  write(stack: string, text: string): void {
    replaceFile(this.trackedFileOf(stack), text);
    this.renew();
  }

  /** What the engine reads in place of a text of a stack's tracked file. */
  engineText(stack: string, text: string): string {
    return localCopy(text, readIfThere(this.copyOf(stack)));
  }

  /**
   * Updates links and copies from the tracked files. Call {@link writeBackChanges} first: otherwise the changes of a
   * command that was cut off are lost.
   */
  renew(): void {
    mkdirSync(join(this.directory, RENEWED), { recursive: true });
    for (const link of this.links) replaceLink(join(this.source, link), join(this.directory, link));
    for (const stack of this.stacks()) {
      const tracked = readFileSync(this.trackedFileOf(stack), "utf8");
      const copy = localCopy(tracked, readIfThere(this.copyOf(stack)));
      rmSync(this.renewedFileOf(stack), { force: true }); // no command changed the copy while this is missing
      replaceFile(this.copyOf(stack), copy);
      replaceFile(this.seenFileOf(stack), tracked);
      replaceFile(this.renewedFileOf(stack), copy);
    }
  }

  /**
   * Writes into the tracked files what commands such as `pulumi config set` changed in the copies since the last {@link
   * renew}. Keys that people edited in the tracked files meanwhile stay as they are.
   * @returns what happened, a line each.
   */
  async writeBackChanges(read: ReadByEngine): Promise<string[]> {
    const lines: string[] = [];
    for (const stack of this.stacks()) lines.push(...(await this.writeBackFrom(stack, read)));
    return lines;
  }

  private async writeBackFrom(stack: string, read: ReadByEngine): Promise<string[]> {
    const [copy, renewed] = [readIfThere(this.copyOf(stack)), readIfThere(this.renewedFileOf(stack))];
    if (copy === undefined || renewed === undefined || copy === renewed) return [];
    const lines = sameConfiguration(copy, renewed) ? [] : await this.writeBackValues(stack, read);
    replaceFile(this.renewedFileOf(stack), copy);
    return lines;
  }

  private async writeBackValues(stack: string, read: ReadByEngine): Promise<string[]> {
    const [file, tracked] = [`Pulumi.${stack}.yaml`, this.trackedFileOf(stack)];
    const [before, after] = [await read(stack, this.renewedFileOf(stack)), await read(stack, this.copyOf(stack))];
    if (before === undefined || after === undefined) return [unreadable(file, this.copyOf(stack))];
    const now = readFileSync(tracked, "utf8");
    const seen = readIfThere(this.seenFileOf(stack)) ?? now;
    const { text, outcomes } = trackedChange({ seen, now, before, after }, this.name);
    if (text !== now) replaceFile(tracked, text);
    replaceFile(this.seenFileOf(stack), text);
    return [...outcomes].map(([key, outcome]) => OUTCOMES[outcome](key, file));
  }

  private trackedFileOf(stack: string): string {
    return join(this.source, `Pulumi.${stack}.yaml`);
  }

  private copyOf(stack: string): string {
    return join(this.directory, `Pulumi.${stack}.yaml`);
  }

  /** The tracked file as it was when the copy was last brought up to date. */
  private seenFileOf(stack: string): string {
    return join(this.directory, RENEWED, `Pulumi.${stack}.tracked.yaml`);
  }

  /** The copy as it was when it was last brought up to date. */
  private renewedFileOf(stack: string): string {
    return join(this.directory, RENEWED, `Pulumi.${stack}.yaml`);
  }
}

/** The line about a key that a command set or removed. */
const OUTCOMES: Readonly<Record<KeyOutcome, (key: string, file: string) => string>> = {
  written: (key, file) => `${file} was changed: ${key}`,
  withheld: (key, file) =>
    `${key} is a secret that only this machine can decrypt: it stays under .local, not in ${file}`,
  edited: (key, file) => `${key} was edited in ${file} meanwhile: the edit stays, and what the command did is given up`,
  inseparable: (key, file) =>
    `${file} was not changed: it is written so that ${key} can't be changed alone (by an alias, for instance); edit it there, since local runs read it from there`,
};

function unreadable(file: string, copy: string): string {
  return `${file} was not changed: the engine can't read ${copy}, which a command changed; set the value anew once it can`;
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
