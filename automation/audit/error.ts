import { UserError } from "../../tools/shared/user-error";

/** Why a trail takes no further entry. */
export type AuditTrailErrorCode = "damaged" | "cut-off" | "rewritten";

/** The audit trail isn't what was written. */
export class AuditTrailError extends UserError {
  constructor(
    readonly code: AuditTrailErrorCode,
    message: string,
  ) {
    super(
      message,
      "Verify the trail, find out who changed it, and bring back the file from a copy; nothing is written until then.",
    );
  }
}
