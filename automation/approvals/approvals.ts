import type { AuditTrail } from "../audit/trail";
import type { AuditOrigin, AuditOutcome } from "../audit/entry";
import type { Requester } from "../model/deployment";
import { DeploymentProblem } from "../model/problem";
import { messageOf } from "../shared/message-of";
import type { JsonObject } from "../shared/canonical-json";
import {
  refusalOfDecision,
  refusalOfRevocation,
  refusalOfUse,
  statusOf,
  type Approval,
  type ApprovalDecision,
  type ApprovalRefusal,
  type ApprovalRequest,
} from "./approval";
import { APPROVAL_HOURS } from "./policy";
import { unrecordedPart } from "./recorded";
import type { ApprovalStore } from "./store";
import { digestOfSubject, type ApprovalSubject } from "./subject";

/** What approvals are made of. */
export interface ApprovalsOptions {
  readonly store: ApprovalStore;
  readonly trail: AuditTrail;
  /** Hours for which a request and its approval count. @default 24 */
  readonly hours?: number;
  /** The clock. */
  readonly now: () => Date;
  /** Makes the id of a request, unique in its environment and sorted by time. */
  readonly newId: () => string;
}

const HOUR = 3_600_000;
/** A week: what was looked at longer ago is looked at again. */
const MOST_HOURS = 168;

/** Approvals of deployments (SE-6): asked for, decided by somebody else, used once, and recorded in the audit trail. */
export class Approvals {
  private readonly hours: number;

  constructor(private readonly options: ApprovalsOptions) {
    this.hours = options.hours ?? APPROVAL_HOURS;
    if (!(this.hours > 0 && this.hours <= MOST_HOURS)) {
      throw new RangeError(`an approval counts for more than 0 and at most ${MOST_HOURS} hours, got ${this.hours}`);
    }
  }

  /** Asks for an approval of exactly what a preview shows. */
  async request(subject: ApprovalSubject, by: Requester, reason?: string): Promise<ApprovalRequest> {
    const { store, now, newId } = this.options;
    const made = now();
    const request: ApprovalRequest = {
      version: 1,
      id: newId(),
      subject,
      digest: digestOfSubject(subject),
      requestedBy: by,
      reason,
      requestedAt: made.toISOString(),
      expiresAt: new Date(made.getTime() + this.hours * HOUR).toISOString(),
    };
    await this.recorded("request-approval", request, by, { reason, expiresAt: request.expiresAt }, async () => {
      if (!(await store.create(request))) throw invalid(`there is a request ${request.id} already`);
    });
    return request;
  }

  /**
   * Approves or rejects a request.
   * @param decision with the digest of what was looked at.
   * @throws {DeploymentProblem} for who asked, and for a request that is expired, decided on, used or revoked.
   */
  async decide(environment: string, id: string, decision: Omit<ApprovalDecision, "at">): Promise<Approval> {
    const { store, now } = this.options;
    const approval = await this.find(environment, id);
    const action = decision.outcome === "approved" ? "approve" : "reject";
    const details = { comment: decision.comment };
    await this.recorded(action, approval.request, decision.by, details, async () => {
      refuseFor(refusalOfDecision(approval, decision, now()));
      const isFirst = await store.decide(environment, id, { ...decision, at: now().toISOString() });
      if (!isFirst) throw invalid(`somebody else decided on request ${id} meanwhile`);
    });
    return this.find(environment, id);
  }

  /** Takes a request or an approval back. Whoever asked, whoever approved and everybody else may. */
  async revoke(environment: string, id: string, by: Requester, reason?: string): Promise<void> {
    const { store, now } = this.options;
    const approval = await this.find(environment, id);
    await this.recorded("revoke-approval", approval.request, by, { reason }, async () => {
      refuseFor(refusalOfRevocation(approval, now()));
      const isFirst = await store.end(environment, id, { kind: "revoked", by, at: now().toISOString(), reason });
      if (!isFirst) throw invalid(`request ${id} was used or revoked meanwhile`);
    });
  }

  /**
   * Uses an approval up for a deployment. It counts once, whatever becomes of the deployment.
   * @param planned what would be deployed now.
   * @throws {DeploymentProblem} saying what changed since, or why the approval doesn't count.
   */
  async use(id: string, planned: ApprovalSubject, deployment: string, by: Requester): Promise<Approval> {
    const { store, now } = this.options;
    const { environment } = planned;
    const approval = await this.find(environment, id);
    await this.recorded("use-approval", approval.request, by, { deployment }, async () => {
      refuseFor(refusalOfUse(approval, planned, now()));
      await this.requireRecorded(approval);
      const isFirst = await store.end(environment, id, { kind: "used", deployment, by, at: now().toISOString() });
      if (!isFirst) throw invalid(`request ${id} was used or revoked meanwhile`);
    });
    return approval;
  }

  /** The newest approval of exactly what would be deployed; undefined where there is none. */
  async approvalOf(planned: ApprovalSubject): Promise<Approval | undefined> {
    const { store, now } = this.options;
    const { approvals } = await store.list(planned.environment);
    return approvals.find((approval) => refusalOfUse(approval, planned, now()) === undefined);
  }

  /** Requests that wait for a decision, newest first. */
  async pending(environment: string): Promise<readonly Approval[]> {
    const { store, now } = this.options;
    const { approvals } = await store.list(environment);
    return approvals.filter((approval) => statusOf(approval, now()) === "pending");
  }

  /** @throws {DeploymentProblem} where there is no such request. */
  async find(environment: string, id: string): Promise<Approval> {
    const approval = await this.options.store.find(environment, id);
    if (approval !== undefined) return approval;
    throw invalid(`there is no request ${id} for ${environment}`);
  }

  /** What somebody wrote into the store by hand isn't in the trail. */
  private async requireRecorded(approval: Approval): Promise<void> {
    const unrecorded = unrecordedPart(approval, await this.options.trail.entries());
    if (unrecorded !== undefined) throw invalid(`the audit trail doesn't know that ${unrecorded}`);
  }

  /** Does something between two entries of the trail. What begins is in the trail before anything else knows of it. */
  private async recorded(
    action: string,
    { id, digest, subject }: ApprovalRequest,
    by: Requester,
    details: JsonObject,
    work: () => Promise<void>,
  ): Promise<void> {
    const event = {
      who: by.who,
      what: { action, environment: subject.environment },
      from: originIn(by),
      details: { ...details, approval: id, digest },
    };
    const append = (outcome: AuditOutcome, more: JsonObject = {}) =>
      this.options.trail.append({ ...event, outcome, details: { ...event.details, ...more } });
    await append("started");
    try {
      await work();
    } catch (error) {
      const outcome = error instanceof DeploymentProblem ? "refused" : "failed";
      await append(outcome, { problem: messageOf(error) });
      throw error;
    }
    await append("succeeded");
  }
}

/** A requester's `from` is the address of a CI run, or a host's name. */
function originIn({ from }: Requester): AuditOrigin {
  return /^https?:\/\//.test(from) ? { host: new URL(from).hostname, run: from } : { host: from };
}

function refuseFor(refusal: ApprovalRefusal | undefined): void {
  if (refusal === undefined) return;
  const { code, message, differences } = refusal;
  const lines = [message, ...differences.map((difference) => `- ${difference}`)];
  throw invalid(lines.join("\n"), code === "same-person" ? "Have somebody else decide." : undefined);
}

function invalid(message: string, nextStep = "Ask for an approval of what the preview shows now."): DeploymentProblem {
  return new DeploymentProblem("approval-invalid", message, nextStep);
}
