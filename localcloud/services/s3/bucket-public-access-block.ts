import type { ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { bucketReference, ONE_PER_BUCKET } from "./bucket-reference";

export const bucketPublicAccessBlock: ResourceType = {
  type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  defaults: {
    blockPublicAcls: false,
    blockPublicPolicy: false,
    ignorePublicAcls: false,
    restrictPublicBuckets: false,
  },
  replaceOnChanges: ["bucket", "region"],
  unique: ONE_PER_BUCKET,
  references: [bucketReference()],
  make: ({ inputs }) => ({ id: text(inputs, "bucket") ?? "", computed: {} }),
};
