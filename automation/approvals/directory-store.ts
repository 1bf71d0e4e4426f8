import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createDurably, hasCode } from "../shared/durable-file";
import { type ApprovalPart, PartwiseApprovalStore } from "./partwise-store";

/**
 * Approvals in a directory: one folder each, with a file for the request, one for the decision and one for the end. A
 * file appears whole and once, so that a process that is killed leaves nothing half, and of two that use an approval at once
 * one does.
 */
export class DirectoryApprovalStore extends PartwiseApprovalStore {
  constructor(private readonly directory: string) {
    super();
  }

  protected async ids(environment: string): Promise<readonly string[]> {
    try {
      return await readdir(join(this.directory, environment));
    } catch (error) {
      if (hasCode(error, "ENOENT")) return [];
      throw error;
    }
  }

  protected async texts(environment: string, id: string): Promise<Partial<Record<ApprovalPart, string | undefined>>> {
    const [request, decision, end] = await Promise.all(
      (["request", "decision", "end"] as const).map((part) => textIn(this.file(environment, id, part))),
    );
    return { request, decision, end };
  }

  protected writeOnce(environment: string, id: string, part: ApprovalPart, text: string): Promise<boolean> {
    return createDurably(this.file(environment, id, part), text);
  }

  protected place(environment: string, id: string): string {
    return join(this.directory, environment, id);
  }

  private file(environment: string, id: string, part: ApprovalPart): string {
    return join(this.place(environment, id), `${part}.json`);
  }
}

async function textIn(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}
