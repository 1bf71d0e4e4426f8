import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { replaceFile, replaceLink } from "./files";
import type { LocalPaths } from "./paths";
import { isYaml, localCopy, trackedChange } from "./stack-configuration";

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
   * Brings links and copies up to date with the tracked files. Call {@link takeBackChanges} first, or what an earlier
   * command that was cut off changed is given up.
   */
  renew(): void {
    mkdirSync(join(this.directory, RENEWED), { recursive: true });
    for (const link of this.links) replaceLink(join(this.source, link), join(this.directory, link));
    for (const stack of this.stacks()) {
      const copy = localCopy(readFileSync(this.trackedFileOf(stack), "utf8"), readIfThere(this.copyOf(stack)));
      rmSync(this.renewedFileOf(stack), { force: true }); // no command changed the copy while this is missing
      replaceFile(this.copyOf(stack), copy);
      replaceFile(this.renewedFileOf(stack), copy);
    }
  }

  /**
   * Takes what commands such as `pulumi config set` changed since the last renewal into the tracked files. What they
   * left alone may have been edited meanwhile, so it stays.
   * @returns what happened, a line each.
   */
  takeBackChanges(): string[] {
    return this.stacks().flatMap((stack) => {
      const [copy, renewed] = [readIfThere(this.copyOf(stack)), readIfThere(this.renewedFileOf(stack))];
      if (copy === undefined || renewed === undefined || copy === renewed) return [];
      const tracked = readFileSync(this.trackedFileOf(stack), "utf8");
      if (![tracked, copy].every(isYaml)) return [`Pulumi.${stack}.yaml can't be read; nothing was written to it`];
      const { text, withheld } = trackedChange(tracked, copy, renewed);
      if (text !== undefined) replaceFile(this.trackedFileOf(stack), text);
      replaceFile(this.renewedFileOf(stack), copy);
      return [...(text === undefined ? [] : [`Pulumi.${stack}.yaml was changed`]), ...withheld.map(withheldNote)];
    });
  }

  private trackedFileOf(stack: string): string {
    return join(this.source, `Pulumi.${stack}.yaml`);
  }

  private copyOf(stack: string): string {
    return join(this.directory, `Pulumi.${stack}.yaml`);
  }

  /** The copy as it was when it was last brought up to date. */
  private renewedFileOf(stack: string): string {
    return join(this.directory, RENEWED, `Pulumi.${stack}.yaml`);
  }
}

function withheldNote(key: string): string {
  return `${key} is a secret that only this machine can decrypt: it stays under .local and is not written to the file`;
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
