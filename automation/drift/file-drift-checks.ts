import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "../../tools/shared/files";
import type { DriftCheck, DriftChecks } from "./find";

/** Keeps the last look for drift in a file for each environment. A damaged file counts as none: a look is soon repeated. */
export class FileDriftChecks implements DriftChecks {
  constructor(private readonly directory: string) {}

  last(environment: string): DriftCheck | undefined {
    const file = this.fileOf(environment);
    if (!existsSync(file)) return undefined;
    try {
      return JSON.parse(readFileSync(file, "utf8")) as DriftCheck;
    } catch {
      return undefined;
    }
  }

  save(environment: string, check: DriftCheck): void {
    mkdirSync(this.directory, { recursive: true });
    replaceFile(this.fileOf(environment), `${JSON.stringify(check, undefined, 2)}\n`);
  }

  private fileOf(environment: string): string {
    return join(this.directory, `${environment}.json`);
  }
}
