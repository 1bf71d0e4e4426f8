export type { Anchor } from "./anchor";
export { BucketAnchor, type BucketAnchorOptions, type HeadRetention } from "./bucket-anchor";
export { BucketTrailStore } from "./bucket-store";
export {
  AUDIT_OUTCOMES,
  type AuditedAction,
  type AuditEntry,
  type AuditEvent,
  type AuditHead,
  type AuditOrigin,
  type AuditOutcome,
} from "./entry";
export { AuditTrailError, type AuditTrailErrorCode } from "./error";
export { FileAnchor } from "./file-anchor";
export type { TrailFinding, TrailFindingKind } from "./finding";
export { originOf } from "./origin";
export { redactedObject, redactedText, WITHHELD } from "./redaction";
export { DirectoryTrailStore, type TrailEnd, type TrailStore } from "./store";
export { AuditTrail, RECOVERY_ACTION, type AnchorProblem, type AppendedEntry, type AuditTrailOptions } from "./trail";
export { verifyTrail, type AnchoredHeads, type TrailVerification } from "./verify";
