import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { objects, text } from "../../model/values";
import { bucketReference, ONE_PER_BUCKET } from "./bucket-reference";
import { settingOfBucket } from "./owned-setting";

const DEFAULT_ENCRYPTION = "applyServerSideEncryptionByDefault";

/** S3 doesn't look whether a key exists before it encrypts with it, so nor does the local cloud. */
export const bucketEncryption: ResourceType = {
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  replaceOnChanges: ["bucket", "expectedBucketOwner", "region"],
  unique: ONE_PER_BUCKET,
  references: [bucketReference()],
  rules: [requireOneRule, refuseKeyWithoutKms],
  make: settingOfBucket,
};

/** Amazon S3 API Reference, PutBucketEncryption. */
function requireOneRule({ inputs }: Operation): void {
  if (objects(inputs, "rules").length === 1) return;
  refuse(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema: one rule is needed",
    "rules",
  );
}

/** Amazon S3 API Reference, ServerSideEncryptionByDefault. */
function refuseKeyWithoutKms({ inputs }: Operation): void {
  const [rule = {}] = objects(inputs, "rules");
  const algorithm = text(rule, `${DEFAULT_ENCRYPTION}.sseAlgorithm`) ?? "";
  if (text(rule, `${DEFAULT_ENCRYPTION}.kmsMasterKeyId`) === undefined || algorithm.startsWith("aws:kms")) return;
  refuse(
    "InvalidArgument",
    `a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse, got ${algorithm}`,
    `rules[0].${DEFAULT_ENCRYPTION}`,
  );
}
