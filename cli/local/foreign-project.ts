import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import type { SessionProject } from "./session-project";

/** Names under which Pulumi looks for a project (pulumi/sdk/go/common/workspace, `paths.go`). */
const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * A Pulumi project other than those of this repository. The engine works in its own folder, and writes there what it
 * always writes.
 */
export class ForeignProject implements SessionProject {
  private constructor(
    readonly directory: string,
    readonly name: string,
  ) {}

  /** The project at or above a folder; undefined where there is none, or the engine can't read it either. */
  static at(folder: string): ForeignProject | undefined {
    const file = PROJECT_FILES.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (file !== undefined) {
      const name = nameIn(file);
      return name === undefined ? undefined : new ForeignProject(folder, name);
    }
    return dirname(folder) === folder ? undefined : ForeignProject.at(dirname(folder));
  }

  /** Stands for the project of a folder in which there is none: commands find those of other folders. */
  static none(folder: string): ForeignProject {
    return new ForeignProject(folder, "");
  }

  renew(): void {
    // It has no copies.
  }

  writeBackChanges(): Promise<string[]> {
    return Promise.resolve([]);
  }
}

function nameIn(file: string): string | undefined {
  try {
    const { name } = parse(readFileSync(file, "utf8")) as { readonly name?: unknown };
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}
