import type { PolicyStatement } from "../../components/shared/policy-document";

/**
 * Has S3 itself refuse whatever writes over the audit trail or approvals, or over a record without saying what it
 * replaces (Amazon S3 User Guide, "Enforce conditional writes on Amazon S3 buckets"). Uploads in several parts, which
 * can't say so part by part, are refused too: what is kept here is small.
 */
export function appendOnly(bucketArn: string): readonly PolicyStatement[] {
  return [
    {
      Sid: "DenyWritingOver",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutObject",
      Resource: [`${bucketArn}/audit/*`, `${bucketArn}/approvals/*`],
      Condition: { Null: { "s3:if-none-match": "true" } },
    },
    {
      Sid: "DenyWritingUnseen",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutObject",
      Resource: `${bucketArn}/records/*`,
      Condition: { Null: { "s3:if-match": "true", "s3:if-none-match": "true" } },
    },
  ];
}
