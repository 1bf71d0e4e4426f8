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
  "aws:secretsmanager/secretRotation:SecretRotation": {
    secretId: "proofpix/registry",
    rotationLambdaArn: "arn:aws:lambda:eu-west-1:123456789012:function:database-rotation",
    rotateImmediately: false,
    rotationRules: { automaticallyAfterDays: 30, duration: "4h" },
  },
  "aws:secretsmanager/secretVersion:SecretVersion": { secretId: "proofpix/registry", secretString: "{}" },
};
