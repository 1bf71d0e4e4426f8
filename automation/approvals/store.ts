import type { Approval, ApprovalDecision, ApprovalEnd, ApprovalRequest } from "./approval";

/** Keeps approvals. Each part is written once and whole: nothing is ever changed, and of two at once one is refused. */
export interface ApprovalStore {
  /** Approvals of an environment, newest first; those that can't be read are named in `damaged`. */
  list(environment: string): Promise<{ readonly approvals: readonly Approval[]; readonly damaged: readonly string[] }>;
  /** @throws {UserError} for one that can't be read. */
  find(environment: string, id: string): Promise<Approval | undefined>;
  /** @returns false where the id is taken. */
  create(request: ApprovalRequest): Promise<boolean>;
  /** @returns false where it was decided on already. */
  decide(environment: string, id: string, decision: ApprovalDecision): Promise<boolean>;
  /** @returns false where it was used or revoked already. */
  end(environment: string, id: string, end: ApprovalEnd): Promise<boolean>;
}
