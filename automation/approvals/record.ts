import { z } from "zod";
import type { Approval, ApprovalDecision, ApprovalEnd, ApprovalRequest } from "./approval";

const person = z.strictObject({ who: z.string(), from: z.string() });
const time = z.iso.datetime();
const digest = z.string().regex(/^[0-9a-f]{64}$/);

const operation = z.strictObject({
  urn: z.string(),
  kind: z.enum(["same", "create", "update", "delete", "replace", "read", "refresh", "import", "discard"]),
  changes: z.array(z.string()),
  replacedBy: z.array(z.string()),
});

const subject = z.strictObject({
  environment: z.string(),
  operations: z.array(operation),
  imageDigests: z.record(z.string(), z.string()),
  configurationDigest: z.string(),
  commit: z.string(),
});

const request: z.ZodType<ApprovalRequest> = z.strictObject({
  version: z.literal(1),
  id: z.string(),
  subject,
  digest,
  requestedBy: person,
  reason: z.string().optional(),
  requestedAt: time,
  expiresAt: time,
});

const decision: z.ZodType<ApprovalDecision> = z.strictObject({
  outcome: z.enum(["approved", "rejected"]),
  digest,
  by: person,
  at: time,
  comment: z.string().optional(),
});

const end: z.ZodType<ApprovalEnd> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("used"), deployment: z.string(), by: person, at: time }),
  z.strictObject({ kind: z.literal("revoked"), by: person, at: time, reason: z.string().optional() }),
]);

/** An approval of the texts of its parts; undefined where one of them isn't what was written. */
export function parseApproval(texts: {
  readonly request: string;
  readonly decision: string | undefined;
  readonly end: string | undefined;
}): Approval | undefined {
  try {
    return {
      request: request.parse(JSON.parse(texts.request)),
      decision: texts.decision === undefined ? undefined : decision.parse(JSON.parse(texts.decision)),
      end: texts.end === undefined ? undefined : end.parse(JSON.parse(texts.end)),
    };
  } catch {
    return undefined;
  }
}
