import type { ResourceType } from "../../model/resource-type";
import { bucketReference } from "./bucket-reference";
import { settingOfBucket } from "./owned-setting";

export const bucketOwnershipControls: ResourceType = {
  type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  replacedBy: ["bucket", "region"],
  references: [bucketReference()],
  make: settingOfBucket,
};
