import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { replaceFile, replaceLink } from "./files";
import type { LocalPaths } from "./paths";
import { UserError } from "../../tools/shared/user-error";
import { configurationFileProblem } from "./configuration-file-problem";
import type { ReadByEngine } from "./engine-reading";
import { localCopy, trackedChange, type KeyFate } from "./stack-configuration";
import { sameConfiguration } from "./yaml/same-configuration";

/** Folder of the texts from which commands started. */
const RENEWED = ".renewed";

/**
 * A Pulumi project as local runs see it: the tracked one by symbolic links, with copies of its configuration files,
 * into which Pulumi writes how secrets are encrypted. So a local run changes no tracked file.
 */
export class LocalProject {
  private constructor(
    /** Folder with the tracked files. */
    private readonly source: string,
    /** Folder in which `pulumi` runs. */
    readonly directory: string,
    private readonly links: readonly string[],
  ) {}

  /** The environments' project. */
  static environments(paths: LocalPaths): LocalProject {
    return new LocalProject(paths.root, paths.project, ["Pulumi.yaml", "package.json", "stacks"]);
  }

  /** The project of what an account needs once. */
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
   * Looks at how a stack's tracked configuration file is written, before the engine does.
   * @throws {UserError} naming file, line and fix, where nothing could be read from it.
   */
  requireReadable(stack: string): void {
    const found = configurationFileProblem(readFileSync(this.trackedFileOf(stack), "utf8"));
    if (found === undefined) return;
    const place = `Pulumi.${stack}.yaml, line ${found.line}`;
    throw new UserError(`${place}: ${found.problem}; nothing was done`, found.fix);
  }

  /**
   * Brings links and copies up to date with the tracked files. Call {@link takeBackChanges} first, or what an earlier
   * command that was cut off changed is given up.
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
   * Takes what commands such as `pulumi config set` changed since the last renewal into the tracked files, and nothing
   * that was edited in them meanwhile.
   * @returns what happened, a line each.
   */
  async takeBackChanges(read: ReadByEngine): Promise<string[]> {
    const lines: string[] = [];
    for (const stack of this.stacks()) lines.push(...(await this.takeBackFrom(stack, read)));
    return lines;
  }

  private async takeBackFrom(stack: string, read: ReadByEngine): Promise<string[]> {
    const [copy, renewed] = [readIfThere(this.copyOf(stack)), readIfThere(this.renewedFileOf(stack))];
    if (copy === undefined || renewed === undefined || copy === renewed) return [];
    const lines = sameConfiguration(copy, renewed) ? [] : await this.takeBackValues(stack, read);
    replaceFile(this.renewedFileOf(stack), copy);
    return lines;
  }

  private async takeBackValues(stack: string, read: ReadByEngine): Promise<string[]> {
    const [file, tracked] = [`Pulumi.${stack}.yaml`, this.trackedFileOf(stack)];
    const [before, after] = [await read(stack, this.renewedFileOf(stack)), await read(stack, this.copyOf(stack))];
    if (before === undefined || after === undefined) return [unreadable(file, this.copyOf(stack))];
    const now = readFileSync(tracked, "utf8");
    const seen = readIfThere(this.seenFileOf(stack)) ?? now;
    const { text, fates } = trackedChange({ seen, now, before, after }, this.name);
    if (text !== now) replaceFile(tracked, text);
    replaceFile(this.seenFileOf(stack), text);
    return [...fates].map(([key, fate]) => FATES[fate](key, file));
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

/** What is said of a key that a command set or removed. */
const FATES: Readonly<Record<KeyFate, (key: string, file: string) => string>> = {
  taken: (key, file) => `${file} was changed: ${key}`,
  withheld: (key, file) =>
    `${key} is a secret that only this machine can decrypt: it stays under .local, not in ${file}`,
  edited: (key, file) => `${key} was edited in ${file} meanwhile: the edit stays, and what the command did is given up`,
  tied: (key, file) =>
    `${file} was not changed: it is written so that ${key} can't be changed alone (by an alias, for instance); edit it there, since local runs read it from there`,
};

function unreadable(file: string, copy: string): string {
  return `${file} was not changed: the engine can't read ${copy}, which a command changed; set the value anew once it can`;
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
