import type { Samples } from "../../limits/samples";
import { KEY, POLICY, TAGS } from "../../limits/samples/values";

export const SAMPLES: Samples = {
  "aws:kms/key:Key": {
    description: "Logs and alarms",
    deletionWindowInDays: 30,
    enableKeyRotation: true,
    rotationPeriodInDays: 365,
    keyUsage: "ENCRYPT_DECRYPT",
    policy: POLICY,
    tags: TAGS,
  },
  "aws:kms/alias:Alias": { name: "alias/proofpix-production", targetKeyId: KEY },
};
