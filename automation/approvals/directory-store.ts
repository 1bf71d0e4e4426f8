import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../tools/shared/user-error";
import { createDurably, hasCode } from "../shared/durable-file";
import type { Approval, ApprovalDecision, ApprovalEnd, ApprovalRequest } from "./approval";
import { parseApproval } from "./record";
import type { ApprovalStore } from "./store";

/**
 * Approvals in a directory: one folder each, with a file for the request, one for the decision and one for the end. A
 * file appears whole and once, so that a process that is killed leaves nothing half, and of two that use an approval at once
 * one does.
 */
export class DirectoryApprovalStore implements ApprovalStore {
  constructor(private readonly directory: string) {}

  async list(environment: string): Promise<{ approvals: readonly Approval[]; damaged: readonly string[] }> {
    const ids = (await this.ids(environment)).sort().reverse();
    const read = await Promise.all(ids.map(async (id) => ({ id, approval: await this.read(environment, id) })));
    return {
      approvals: read.flatMap(({ approval }) => (approval === undefined || approval === "damaged" ? [] : [approval])),
      damaged: read.flatMap(({ id, approval }) => (approval === "damaged" ? [this.folder(environment, id)] : [])),
    };
  }

  async find(environment: string, id: string): Promise<Approval | undefined> {
    const approval = await this.read(environment, id);
    if (approval !== "damaged") return approval;
    throw new UserError(
      `the approval can't be read: ${this.folder(environment, id)}`,
      "Ask for another approval; nobody may use one that isn't as it was written.",
    );
  }

  create(request: ApprovalRequest): Promise<boolean> {
    return this.write(request.subject.environment, request.id, "request", request);
  }

  decide(environment: string, id: string, decision: ApprovalDecision): Promise<boolean> {
    return this.write(environment, id, "decision", decision);
  }

  end(environment: string, id: string, end: ApprovalEnd): Promise<boolean> {
    return this.write(environment, id, "end", end);
  }

  private async ids(environment: string): Promise<string[]> {
    try {
      return await readdir(join(this.directory, nameOnly(environment)));
    } catch (error) {
      if (hasCode(error, "ENOENT")) return [];
      throw error;
    }
  }

  private async read(environment: string, id: string): Promise<Approval | "damaged" | undefined> {
    const folder = this.folder(environment, id);
    const [request, decision, end] = await Promise.all(
      ["request", "decision", "end"].map((part) => textIn(join(folder, `${part}.json`))),
    );
    if (request === undefined) return undefined; // a process was killed before it was written
    const approval = parseApproval({ request, decision, end });
    const isItself = approval?.request.id === id && approval.request.subject.environment === environment;
    return approval !== undefined && isItself ? approval : "damaged";
  }

  private write(environment: string, id: string, part: string, content: object): Promise<boolean> {
    const path = join(this.folder(environment, id), `${part}.json`);
    return createDurably(path, `${JSON.stringify(content, undefined, 2)}\n`);
  }

  private folder(environment: string, id: string): string {
    return join(this.directory, nameOnly(environment), nameOnly(id));
  }
}

/** A name that leads nowhere else. */
function nameOnly(name: string): string {
  if (/^[A-Za-z0-9][\w.-]*$/.test(name)) return name;
  throw new UserError(
    `${JSON.stringify(name)} is no name of an environment or of a request`,
    "Names have letters, digits and . _ - only.",
  );
}

async function textIn(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}
