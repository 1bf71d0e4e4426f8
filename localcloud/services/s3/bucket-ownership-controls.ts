import type { ResourceType } from "../../model/resource-type";
import { bucketReference, ONE_PER_BUCKET } from "./bucket-reference";
import { settingOfBucket } from "./owned-setting";

export const bucketOwnershipControls: ResourceType = {
  type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  replaceOnChanges: ["bucket", "region"],
  unique: ONE_PER_BUCKET,
  references: [bucketReference()],
  make: settingOfBucket,
};
