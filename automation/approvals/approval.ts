import type { Requester } from "../model/deployment";
import { differencesOf } from "./differences";
import { maySamePerson, personOf } from "./identity";
import { digestOfSubject, type ApprovalSubject } from "./subject";

/** A request for an approval. Times are ISO 8601 in UTC. */
export interface ApprovalRequest {
  /** Version of this form of record. */
  readonly version: 1;
  /** Unique in the environment. */
  readonly id: string;
  readonly subject: ApprovalSubject;
  /** Digest of the subject. */
  readonly digest: string;
  readonly requestedBy: Requester;
  /** Why, in the requester's words. */
  readonly reason?: string;
  readonly requestedAt: string;
  /** From when on neither the request nor its approval counts. */
  readonly expiresAt: string;
}

/** What somebody else decided. */
export interface ApprovalDecision {
  readonly outcome: "approved" | "rejected";
  /** Digest of what they saw. */
  readonly digest: string;
  readonly by: Requester;
  readonly at: string;
  readonly comment?: string;
}

/** What ended it: the one deployment that it is for, or somebody who took it back. */
export type ApprovalEnd =
  | { readonly kind: "used"; readonly deployment: string; readonly by: Requester; readonly at: string }
  | { readonly kind: "revoked"; readonly by: Requester; readonly at: string; readonly reason?: string };

/** A request with what became of it. */
export interface Approval {
  readonly request: ApprovalRequest;
  readonly decision?: ApprovalDecision;
  readonly end?: ApprovalEnd;
}

/** How an approval stands. */
export type ApprovalStatus = "pending" | "approved" | "rejected" | "expired" | "used" | "revoked";

/** How an approval stands at a time. */
export function statusOf({ request, decision, end }: Approval, now: Date): ApprovalStatus {
  if (end !== undefined) return end.kind;
  if (decision?.outcome === "rejected") return "rejected";
  if (now.getTime() >= Date.parse(request.expiresAt)) return "expired";
  return decision === undefined ? "pending" : "approved";
}

/** Why something isn't possible with an approval; a sentence without a full stop, and what differs. */
export interface ApprovalRefusal {
  readonly code: "not-approved" | "changed" | "altered" | "same-person" | "unknown-person";
  readonly message: string;
  /** What differs from what was approved. */
  readonly differences: readonly string[];
}

/** Why a deployment may not run under an approval; undefined where it may. */
export function refusalOfUse(approval: Approval, planned: ApprovalSubject, now: Date): ApprovalRefusal | undefined {
  const { request, decision } = approval;
  const status = statusOf(approval, now);
  if (status !== "approved" || decision === undefined) return refusal("not-approved", statusSentence(approval, status));
  const altered = alterationOf(approval) ?? refusalOfPerson(request, decision.by);
  if (altered !== undefined) return altered;
  if (digestOfSubject(planned) === request.digest) return undefined;
  return refusal(
    "changed",
    `what would be deployed isn't what ${decision.by.who} approved`,
    differencesOf(request.subject, planned),
  );
}

/** Why somebody may not approve or reject a request; undefined where they may. */
export function refusalOfDecision(
  approval: Approval,
  { by, digest }: Pick<ApprovalDecision, "by" | "digest">,
  now: Date,
): ApprovalRefusal | undefined {
  const status = statusOf(approval, now);
  if (status !== "pending") return refusal("not-approved", statusSentence(approval, status));
  if (digest !== approval.request.digest) {
    return refusal("changed", `the request has the digest ${approval.request.digest}, not ${digest}`);
  }
  return alterationOf(approval) ?? refusalOfPerson(approval.request, by);
}

/** Why somebody may not take an approval back; undefined where they may: everybody may, as long as it counts. */
export function refusalOfRevocation(approval: Approval, now: Date): ApprovalRefusal | undefined {
  const status = statusOf(approval, now);
  if (status === "pending" || status === "approved") return undefined;
  return refusal("not-approved", statusSentence(approval, status));
}

/** A record whose parts don't go together was changed after it was written. */
function alterationOf({ request, decision }: Approval): ApprovalRefusal | undefined {
  const isWhole = digestOfSubject(request.subject) === request.digest;
  if (isWhole && (decision === undefined || decision.digest === request.digest)) return undefined;
  return refusal("altered", `request ${request.id} was changed after it was made`);
}

function refusalOfPerson({ id, requestedBy }: ApprovalRequest, by: Requester): ApprovalRefusal | undefined {
  if (personOf(by.who) === "") return refusal("unknown-person", `nobody knows who decides on request ${id}`);
  if (!maySamePerson(requestedBy.who, by.who)) return undefined;
  return refusal("same-person", `${by.who} can't decide on request ${id}, which ${requestedBy.who} made`);
}

function statusSentence({ request, decision, end }: Approval, status: ApprovalStatus): string {
  const subject = `request ${request.id}`;
  const last = end ?? decision;
  if (status === "expired") return `${subject} expired at ${request.expiresAt}`;
  if (last === undefined) return `${subject} isn't approved yet`;
  const use = end?.kind === "used" ? `, for deployment ${end.deployment}` : "";
  return `${subject} was ${status} at ${last.at} by ${last.by.who}${use}`;
}

function refusal(code: ApprovalRefusal["code"], message: string, differences: readonly string[] = []): ApprovalRefusal {
  return { code, message, differences };
}
