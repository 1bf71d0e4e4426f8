import type { Properties } from "../../../../localcloud/model/values";
import { KEY, TAGS } from "./values";

/** Secrets, instances, and the scaling of instances and containers. */
export const COMPUTE_SAMPLES: Readonly<Record<string, Properties>> = {
  "aws:secretsmanager/secret:Secret": {
    name: "proofpix/production/registry",
    description: "Registry credentials",
    kmsKeyId: KEY,
    recoveryWindowInDays: 30,
    tags: TAGS,
  },
  "aws:secretsmanager/secretVersion:SecretVersion": { secretId: "proofpix/registry", secretString: "{}" },
};
