/**
 * Statuses of answers by the codes of their errors, where they aren't 400 (Amazon S3 API Reference, "Error responses";
 * AWS STS API Reference, "Common Errors").
 */
const STATUSES: Readonly<Record<string, number>> = {
  NotModified: 304,
  ...{ AccessDenied: 403, InvalidObjectState: 403 },
  ...{ NoSuchBucket: 404, NoSuchKey: 404, NoSuchVersion: 404, NoSuchUpload: 404, NoSuchObjectLockConfiguration: 404 },
  ...{ NotFound: 404, ObjectLockConfigurationNotFoundError: 404, ServerSideEncryptionConfigurationNotFoundError: 404 },
  MethodNotAllowed: 405,
  ...{ BucketNotEmpty: 409, OperationAborted: 409, InvalidBucketState: 409, ConditionalRequestConflict: 409 },
  PreconditionFailed: 412,
  InvalidRange: 416,
};

/** The status with which an error is told. */
export function statusOf(code: string): number {
  return STATUSES[code] ?? 400;
}
