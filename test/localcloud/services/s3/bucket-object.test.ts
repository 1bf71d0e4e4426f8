import { describeRules, inLocalCloud, itRefuses, itWarns, type TestCloud } from "../../support";

const BUCKET = "aws:s3/bucket:Bucket";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

function bucketIn(cloud: TestCloud, inputs: object = {}): string {
  return cloud.create(BUCKET, { bucket: "configuration", ...inputs }).id;
}

function versionedBucketIn(cloud: TestCloud): string {
  const bucket = bucketIn(cloud);
  cloud.create(VERSIONING, { bucket, versioningConfiguration: { status: "Enabled" } });
  return bucket;
}

const HELLO = { key: "prometheus/rules.yml", content: "groups: []" };

describe("an object", () => {
  it("gets a version with each upload into a bucket that keeps versions", () => {
    const cloud = inLocalCloud();
    const object = cloud.create(OBJECT, { bucket: versionedBucketIn(cloud), ...HELLO });
    const tagged = cloud.update(object, { tags: { Name: "rules" } });
    const changed = cloud.update(tagged, { content: "groups: [{}]" });

    expect(object.id).toBe("configuration/prometheus/rules.yml");
    expect(object.computed.versionId).toMatch(/^[0-9a-f]{32}$/);
    expect(tagged.computed.versionId).toBe(object.computed.versionId);
    expect(changed.computed.versionId).not.toBe(object.computed.versionId);
  });

  it("has no version elsewhere", () => {
    const cloud = inLocalCloud();

    expect(cloud.create(OBJECT, { bucket: bucketIn(cloud), ...HELLO }).computed.versionId).toBeUndefined();
  });

  it("is encrypted as its bucket says", () => {
    const cloud = inLocalCloud();
    const bucket = bucketIn(cloud);
    const plain = cloud.create(OBJECT, { bucket, ...HELLO });
    cloud.create(ENCRYPTION, {
      bucket,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
    });

    expect(plain.computed.serverSideEncryption).toBe("AES256");
    expect(cloud.create(OBJECT, { bucket, ...HELLO, key: "b" }).computed.serverSideEncryption).toBe("aws:kms");
  });

  itWarns(
    "a second one of its key",
    (cloud) => {
      const bucket = bucketIn(cloud);
      cloud.create(OBJECT, { bucket, ...HELLO });
      cloud.create(OBJECT, { bucket, ...HELLO });
    },
    "a new version of the first",
  );

  itRefuses(
    "to be left behind by its bucket",
    (cloud) => {
      const bucket = cloud.create(BUCKET, { bucket: "configuration" });
      const object = cloud.create(OBJECT, { bucket: bucket.id, ...HELLO });
      return {
        violation: () => {
          cloud.delete(bucket);
        },
        neighbour: () => {
          cloud.delete(object);
          cloud.delete(bucket);
        },
      };
    },
    "BucketNotEmpty",
    "The bucket you tried to delete is not empty",
  );

  it("goes with a bucket that the provider empties", () => {
    const cloud = inLocalCloud();
    const bucket = cloud.create(BUCKET, { bucket: "configuration", forceDestroy: true });
    const object = cloud.create(OBJECT, { bucket: bucket.id, ...HELLO });
    cloud.delete(bucket);

    expect(cloud.cloud.state.find(OBJECT, object.id)).toBeUndefined();
  });
});

function tags(count: number): { readonly tags: Record<string, string> } {
  return { tags: Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, "x"])) };
}

describeRules(OBJECT, (cloud) => ({ inputs: { bucket: bucketIn(cloud), ...HELLO } }), [
  ["a bucket that is not there", { bucket: "missing" }, {}, "NoSuchBucket", "missing"],
  [
    "two contents",
    { contentBase64: "eA==" },
    { contentBase64: "eA==", content: undefined },
    "ConflictingArguments",
    "only one of content, contentBase64, source",
  ],
  ["a key of more than 1024 bytes", { key: "ä".repeat(513) }, { key: "ä".repeat(512) }, "KeyTooLongError", "1026"],
  ["more than ten tags", tags(11), tags(10), "BadRequest", "Object tags cannot be greater than 10, got 11 (tags)"],
  [
    "metadata in capitals",
    { metadata: { Part: "rules" } },
    { metadata: { part: "rules" } },
    "InvalidArgument",
    'Offending key: "Part"',
  ],
  [
    "a key of encryption that is not there",
    { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555" },
    {},
    "KMS.NotFoundException",
    "does not exist",
  ],
]);
