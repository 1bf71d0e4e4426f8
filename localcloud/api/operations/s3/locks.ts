import { AwsError } from "../../../model/aws-error";
import { number, text, type Properties } from "../../../model/values";
import { type BucketLock, isLocked, type KeptVersion, type Retention } from "../../../services/s3/object-version";

const DAY = 86_400_000;

/** Amazon S3 API Reference, "Error responses", and what S3 says of locked versions. */
const LOCKED = "Access Denied because object protected by object lock.";

/** Who asks for a locked version, when. */
export interface Unlocking {
  readonly now: number;
  /** Whether the request has `x-amz-bypass-governance-retention`; the caller may everything. */
  readonly bypassesGovernance: boolean;
}

/**
 * Amazon S3 User Guide, "Locking objects with Object Lock": in compliance mode nobody deletes a version, in governance
 * mode who may and says so.
 *
 * @throws {AwsError} for a version that is locked.
 */
export function requireDeletable(version: KeptVersion, { now, bypassesGovernance }: Unlocking): void {
  if (!isLocked(version, now)) return;
  const isBypassed = bypassesGovernance && version.retention?.mode === "GOVERNANCE" && version.isOnHold !== true;
  if (!isBypassed) throw new AwsError("AccessDenied", LOCKED);
}

/** A retention can be prolonged; it is shortened, weakened or ended like a deletion. */
export function requireChangeable(
  { retention }: KeptVersion,
  next: Retention | undefined,
  { now, bypassesGovernance }: Unlocking,
): void {
  if (retention === undefined || retention.until <= now) return;
  if (isAsStrict(retention, next)) return;
  if (bypassesGovernance && retention.mode === "GOVERNANCE") return;
  throw new AwsError("AccessDenied", LOCKED);
}

function isAsStrict(before: Retention, next: Retention | undefined): boolean {
  if (next === undefined || next.until < before.until) return false;
  return next.mode === before.mode || next.mode === "COMPLIANCE";
}

/** The lock of a new version: what its request says, or what the bucket gives all. */
export function lockOfNewVersion(
  input: Properties,
  lock: BucketLock | undefined,
  now: number,
): { readonly retention?: Retention; readonly isOnHold?: boolean } {
  const stated = statedRetention(input, now);
  const hold = text(input, "ObjectLockLegalHoldStatus");
  if (lock === undefined && (stated !== undefined || hold !== undefined)) {
    throw new AwsError("InvalidRequest", "Bucket is missing Object Lock Configuration");
  }
  const retention = stated ?? usualRetention(lock, now);
  return { ...(retention !== undefined && { retention }), ...(hold !== undefined && { isOnHold: hold === "ON" }) };
}

function usualRetention(lock: BucketLock | undefined, now: number): Retention | undefined {
  return lock?.usual && { mode: lock.usual.mode, until: now + lock.usual.days * DAY };
}

/** Amazon S3 API Reference, PutObject: mode and date come together. */
function statedRetention(input: Properties, now: number): Retention | undefined {
  const [mode, until] = [text(input, "ObjectLockMode"), number(input, "ObjectLockRetainUntilDate")];
  if (mode === undefined && until === undefined) return undefined;
  if (mode === undefined || until === undefined) {
    throw new AwsError(
      "InvalidArgument",
      "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied",
    );
  }
  return retentionOf(mode, until, now);
}

/** @throws {AwsError} for a mode that there isn't, and a date that is over. */
export function retentionOf(mode: string, until: number, now: number): Retention {
  if (mode !== "COMPLIANCE" && mode !== "GOVERNANCE")
    throw new AwsError("InvalidArgument", "Unknown wormMode directive.");
  if (until <= now) throw new AwsError("InvalidArgument", "The retain until date must be in the future!");
  return { mode, until };
}
