import type { ResourceType } from "../../model/resource-type";
import { bucketReference } from "./bucket-reference";
import { settingOfBucket } from "./owned-setting";

export const bucketVersioning: ResourceType = {
  type: "aws:s3/bucketVersioning:BucketVersioning",
  replacedBy: ["bucket", "expectedBucketOwner", "region"],
  references: [bucketReference()],
  make: settingOfBucket,
};
