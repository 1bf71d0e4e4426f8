import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { LocalPaths } from "./paths";
import { localCopy, trackedChange } from "./stack-configuration";

/**
 * A Pulumi project as local runs see it: the tracked one by symbolic links, with copies of its configuration files,
 * into which Pulumi writes how secrets are encrypted. So a local run changes no tracked file.
 */
export class LocalProject {
  /** Text of each copy as it was when the links and copies were last brought up to date. */
  private readonly renewed = new Map<string, string>();

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

  /** Brings links and copies up to date with the tracked files. */
  renew(): void {
    mkdirSync(this.directory, { recursive: true });
    for (const link of this.links) relink(join(this.source, link), join(this.directory, link));
    for (const stack of this.stacks()) {
      const copy = this.copyOf(stack);
      const text = localCopy(readFileSync(this.trackedFileOf(stack), "utf8"), readIfThere(copy));
      this.renewed.set(stack, text);
      writeFileSync(copy, text);
    }
  }

  /**
   * Takes what a command such as `pulumi config set` changed into the tracked files.
   * @returns what happened, a line each.
   */
  takeBackChanges(): string[] {
    return this.stacks().flatMap((stack) => {
      const [tracked, copy] = [this.trackedFileOf(stack), this.copyOf(stack)];
      const trackedText = readFileSync(tracked, "utf8");
      const { text, withheld } = trackedChange(trackedText, readFileSync(copy, "utf8"));
      const { withheld: before } = trackedChange(trackedText, this.renewed.get(stack) ?? trackedText);
      if (text !== undefined) writeFileSync(tracked, text);
      return [
        ...(text === undefined ? [] : [`Pulumi.${stack}.yaml was changed`]),
        ...withheld.filter((key) => !before.includes(key)).map(withheldNote),
      ];
    });
  }

  private trackedFileOf(stack: string): string {
    return join(this.source, `Pulumi.${stack}.yaml`);
  }

  private copyOf(stack: string): string {
    return join(this.directory, `Pulumi.${stack}.yaml`);
  }
}

function withheldNote(key: string): string {
  return `${key} is a secret that only this machine can decrypt: it stays under .local and is not written to the file`;
}

function relink(target: string, link: string): void {
  const isLink = lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (isLink && readlinkSync(link) === target) return; // else of a checkout that was copied or moved here
  rmSync(link, { force: true, recursive: true });
  symlinkSync(target, link);
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
