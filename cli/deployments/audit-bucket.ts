import { UserError } from "../../tools/shared/user-error";

/** The environment variable that names the bucket in which deployments on AWS are recorded. */
export const AUDIT_BUCKET_VARIABLE = "PROOFPIX_AUDIT_BUCKET";

/** Its value for records that stay on this machine. */
const ON_THIS_MACHINE = "none";

/** Amazon S3 User Guide, "General purpose bucket naming rules". */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * The bucket in which deployments on AWS are recorded; undefined where they are to stay on this machine.
 *
 * It is no key of the configuration: the file that is deployed would then say where its own approval is looked for.
 * @throws {UserError} where nothing says which: two machines that look at different places see different histories, and
 * neither keeps the other from deploying.
 */
export function auditBucketIn(variables: Readonly<Record<string, string | undefined>>): string | undefined {
  const value = variables[AUDIT_BUCKET_VARIABLE] ?? "";
  if (value === ON_THIS_MACHINE) return undefined;
  if (BUCKET.test(value)) return value;
  const problem = value === "" ? "isn't set" : `names no bucket: ${JSON.stringify(value)}`;
  throw new UserError(
    `${AUDIT_BUCKET_VARIABLE} ${problem}; records, approvals and the audit trail of deployments on AWS are kept in it`,
    `Set it to the bootstrap stack's output auditBucketName; or to ${ON_THIS_MACHINE}, where nobody else deploys: they are then kept on this machine.`,
  );
}
