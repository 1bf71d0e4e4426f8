import type { Samples } from "../../limits/samples";
import { TAGS } from "../../limits/samples/values";

export const SAMPLES: Samples = {
  "aws:cloudtrail/trail:Trail": {
    name: "proofpix-audit",
    s3BucketName: "proofpix-trail",
    s3KeyPrefix: "account",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012",
    cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:trail:*",
    cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/trail",
    advancedEventSelectors: [
      { name: "Management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
    ],
    tags: TAGS,
  },
};
