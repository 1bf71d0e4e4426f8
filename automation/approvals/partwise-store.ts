import { UserError } from "../../tools/shared/user-error";
import type { Approval, ApprovalDecision, ApprovalEnd, ApprovalRequest } from "./approval";
import { parseApproval } from "./record";
import type { ApprovalStore } from "./store";

/** A part of an approval, which somebody writes once. */
export type ApprovalPart = "request" | "decision" | "end";

/** Approvals as texts: one each for the request, the decision and the end. Where they are kept, others know. */
export abstract class PartwiseApprovalStore implements ApprovalStore {
  async list(environment: string): Promise<{ approvals: readonly Approval[]; damaged: readonly string[] }> {
    const ids = [...(await this.ids(nameOnly(environment)))].sort().reverse();
    const read = await this.severalAtOnce(ids, async (id) => ({ id, approval: await this.read(environment, id) }));
    return {
      approvals: read.flatMap(({ approval }) => (approval === undefined || approval === "damaged" ? [] : [approval])),
      damaged: read.flatMap(({ id, approval }) => (approval === "damaged" ? [this.place(environment, id)] : [])),
    };
  }

  async find(environment: string, id: string): Promise<Approval | undefined> {
    const approval = await this.read(environment, id);
    if (approval !== "damaged") return approval;
    throw new UserError(
      `the approval can't be read: ${this.place(environment, id)}`,
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

  /** Ids of an environment's requests, in any order. */
  protected abstract ids(environment: string): Promise<readonly string[]>;
  /** The texts of an approval. */
  protected abstract texts(
    environment: string,
    id: string,
  ): Promise<Readonly<Partial<Record<ApprovalPart, string | undefined>>>>;
  /** @returns false where it was written already. */
  protected abstract writeOnce(environment: string, id: string, part: ApprovalPart, text: string): Promise<boolean>;
  /** How messages name where an approval is kept. */
  protected abstract place(environment: string, id: string): string;

  /** Reads approvals. @returns the results in the order of the ids. */
  protected severalAtOnce<T>(ids: readonly string[], read: (id: string) => Promise<T>): Promise<T[]> {
    return Promise.all(ids.map(read));
  }

  private async read(environment: string, id: string): Promise<Approval | "damaged" | undefined> {
    const { request, decision, end } = await this.texts(nameOnly(environment), nameOnly(id));
    if (request === undefined) return undefined; // a process was killed before it was written
    const approval = parseApproval({ request, decision, end });
    const isItself = approval?.request.id === id && approval.request.subject.environment === environment;
    return approval !== undefined && isItself ? approval : "damaged";
  }

  private write(environment: string, id: string, part: ApprovalPart, content: object): Promise<boolean> {
    return this.writeOnce(nameOnly(environment), nameOnly(id), part, `${JSON.stringify(content, undefined, 2)}\n`);
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
