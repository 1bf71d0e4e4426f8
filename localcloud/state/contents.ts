import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What is in them may be secret: nobody but this user reads it. */
const PRIVATE = 0o600;

/**
 * Contents too large for the journal, each a file. A content is written before what names it, and removed after: one
 * that nothing names is left behind by a process that was killed in between, and goes at the next start.
 */
export class Contents {
  private constructor(private readonly directory: string) {}

  /** @param named the contents that something names */
  static open(directory: string, named: ReadonlySet<string>): Contents {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const contents = new Contents(directory);
    for (const id of readdirSync(directory)) if (!named.has(id)) contents.remove(id);
    return contents;
  }

  /** The name of a content that is kept from now on. */
  write(content: Buffer): string {
    const id = randomUUID();
    writeFileSync(join(this.directory, id), content, { mode: PRIVATE });
    return id;
  }

  read(id: string): Buffer {
    return readFileSync(join(this.directory, id));
  }

  remove(id: string): void {
    rmSync(join(this.directory, id), { force: true });
  }
}
