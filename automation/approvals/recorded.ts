import type { AuditEntry } from "../audit/entry";
import type { Approval, ApprovalRequest } from "./approval";

/**
 * What an approval says that the audit trail doesn't know; a sentence without a full stop, undefined where the trail
 * knows all that it counts by. Whoever can write into the store could say so of somebody else, or make it count longer.
 */
export function unrecordedPart({ request, decision }: Approval, entries: readonly AuditEntry[]): string | undefined {
  const { id, requestedBy, expiresAt } = request;
  const asked = doneEntry("request-approval", requestedBy.who, request, entries);
  if (asked === undefined) return `${requestedBy.who} made request ${id}`;
  if (asked.details?.expiresAt !== expiresAt) return `request ${id} counts until ${expiresAt}`;
  const isApproved = decision !== undefined && doneEntry("approve", decision.by.who, request, entries) !== undefined;
  return isApproved ? undefined : `request ${id} was approved`;
}

/** The entry of an action on a request that was done. */
function doneEntry(
  action: string,
  by: string,
  { id, digest }: ApprovalRequest,
  entries: readonly AuditEntry[],
): AuditEntry | undefined {
  const own = entries.filter(
    ({ who, what, details }) =>
      what.action === action && who === by && details?.approval === id && details.digest === digest,
  );
  const done = own.findLast(({ outcome }) => outcome === "succeeded");
  // "started" alone: the process was killed when what it did stood and the end of it didn't yet.
  const last = own.at(-1);
  return done ?? (last?.outcome === "started" ? last : undefined);
}
