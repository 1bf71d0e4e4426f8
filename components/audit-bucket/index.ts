export type { AuditBucketArgs, AuditBucketTransforms, AuditRetention } from "./args";
export { AuditBucket } from "./audit-bucket";
