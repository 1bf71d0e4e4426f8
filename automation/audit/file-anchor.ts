import { readFile } from "node:fs/promises";
import { UserError } from "../../tools/shared/user-error";
import { canonicalJson, isJsonObject } from "../shared/canonical-json";
import { appendDurably, cutDurably, hasCode } from "../shared/durable-file";
import type { Anchor } from "./anchor";
import type { AuditHead } from "./entry";

/**
 * Heads in a second file, one line each. It finds what an accident, or who knows of the trail only, did to the trail;
 * on AWS, the object-locked bucket takes its place. One trail writes to it, under the trail's lock.
 */
export class FileAnchor implements Anchor {
  constructor(readonly place: string) {}

  async publish({ sequence, hash }: AuditHead): Promise<void> {
    const content = await this.content();
    const whole = content.lastIndexOf("\n") + 1;
    if (whole < content.length) await cutDurably(this.place, Buffer.byteLength(content.slice(0, whole)));
    await appendDurably(this.place, `${canonicalJson({ sequence, hash })}\n`);
  }

  async headsFrom(sequence: number): Promise<readonly AuditHead[]> {
    const content = await this.content();
    const lines = content.slice(0, content.lastIndexOf("\n") + 1).split("\n");
    return lines
      .slice(0, -1)
      .map((line, index) => parseHead(line) ?? this.damaged(index + 1))
      .filter((head) => head.sequence >= sequence);
  }

  private async content(): Promise<string> {
    try {
      return await readFile(this.place, "utf8");
    } catch (error) {
      if (hasCode(error, "ENOENT")) return "";
      throw error;
    }
  }

  private damaged(line: number): never {
    throw new UserError(
      `the anchor of the audit trail can't be read: ${this.place}, line ${line}`,
      "Restore the file from a copy; it is only ever written at its end.",
    );
  }
}

function parseHead(line: string): AuditHead | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (!isJsonObject(value)) return undefined;
    const { sequence, hash } = value;
    return typeof sequence === "number" && typeof hash === "string" ? { sequence, hash } : undefined;
  } catch {
    return undefined;
  }
}
