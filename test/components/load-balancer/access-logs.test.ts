import { only } from "../../support/deploy";
import { deployed, PLAIN, TYPE } from "./fixture";

describe("the load balancer's access logs", () => {
  it("lie in a private, encrypted bucket that forgets them after 90 days and outlives a destroy", async () => {
    const resources = await deployed(PLAIN);
    const bucket = "web-access-logs-0000000";

    expect(only(resources, TYPE.bucket).inputs).toMatchObject({ forceDestroy: false });
    expect(only(resources, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs).toEqual({
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(only(resources, "aws:s3/bucketOwnershipControls:BucketOwnershipControls").inputs).toEqual({
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    expect(
      only(resources, "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration").inputs,
    ).toEqual({ bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] });
    expect(only(resources, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs).toMatchObject({
      bucket,
      rules: [{ status: "Enabled", expiration: { days: 90 } }],
    });
    const { policy } = only(resources, "aws:s3/bucketPolicy:BucketPolicy").inputs;
    expect(policy).toContain(`"arn:aws:s3:::${bucket}/AWSLogs/123456789012/*"`);
    expect(policy).toContain("logdelivery.elasticloadbalancing.amazonaws.com");
  });

  it("stay as long as asked, and go with the load balancer when asked", async () => {
    const resources = await deployed({ ...PLAIN, accessLogRetentionDays: 400, forceDestroyAccessLogs: true });

    expect(only(resources, TYPE.bucket).inputs).toMatchObject({ forceDestroy: true });
    expect(only(resources, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs).toMatchObject({
      rules: [{ expiration: { days: 400 } }],
    });
  });
});
