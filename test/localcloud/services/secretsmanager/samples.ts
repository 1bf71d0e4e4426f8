import type { Samples } from "../../limits/samples";
import { KEY, TAGS } from "../../limits/samples/values";

export const SAMPLES: Samples = {
  "aws:secretsmanager/secret:Secret": {
    name: "proofpix/production/registry",
    description: "Registry credentials",
    kmsKeyId: KEY,
    recoveryWindowInDays: 30,
    tags: TAGS,
  },
  "aws:secretsmanager/secretVersion:SecretVersion": { secretId: "proofpix/registry", secretString: "{}" },
};
