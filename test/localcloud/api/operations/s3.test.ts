import type { Properties } from "../../../../localcloud/model/values";
import { type ApiRehearsal, apiRehearsal, NOON } from "../support";

const BUCKET = "aws:s3/bucket:Bucket";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const A = { Bucket: "photos", Key: "a" };
const DAY = 86_400_000;

function bucket(inputs: Properties = {}): ApiRehearsal {
  const rehearsal = apiRehearsal();
  rehearsal.test.create(BUCKET, { bucket: "photos", ...inputs });
  return rehearsal;
}

function base64(content: string): string {
  return Buffer.from(content).toString("base64");
}

async function contentOf({ call }: ApiRehearsal, input: Properties = A): Promise<string> {
  return Buffer.from(String((await call("s3", "GetObject", input)).Body), "base64").toString();
}

async function versionIds({ call }: ApiRehearsal): Promise<unknown> {
  const { Versions = [], DeleteMarkers = [] } = await call("s3", "ListObjectVersions", { Bucket: "photos" });
  return [...(Versions as Properties[]), ...(DeleteMarkers as Properties[])].map(({ VersionId }) => VersionId);
}

describe("buckets of Amazon S3", () => {
  it("are listed, and tell their regions and settings", async () => {
    const { call, test } = bucket();
    test.create(BUCKET, { bucket: "logs", objectLockEnabled: true }, "us-east-1");
    const { Buckets } = await call("s3", "ListBuckets");

    expect(Buckets).toEqual([
      { Name: "photos", BucketRegion: "eu-west-1" },
      { Name: "logs", BucketRegion: "us-east-1" },
    ]);
    expect(await call("s3", "GetBucketLocation", { Bucket: "photos" })).toEqual({ LocationConstraint: "eu-west-1" });
    expect(await call("s3", "GetBucketLocation", { Bucket: "logs" })).toEqual({});
    expect(await call("s3", "HeadBucket", { Bucket: "logs" })).toEqual({ BucketRegion: "us-east-1" });
    expect(await call("s3", "GetBucketVersioning", { Bucket: "photos" })).toEqual({});
    expect(await call("s3", "GetBucketVersioning", { Bucket: "logs" })).toEqual({ Status: "Enabled" });
    expect(await call("s3", "GetObjectLockConfiguration", { Bucket: "logs" })).toEqual({
      ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" },
    });
    await expect(call("s3", "GetObjectLockConfiguration", { Bucket: "photos" })).rejects.toMatchObject({
      code: "ObjectLockConfigurationNotFoundError",
    });
    expect(await call("s3", "GetBucketEncryption", { Bucket: "photos" })).toMatchObject({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    });
  });

  it("refuse who takes them for another account's", async () => {
    await expect(
      bucket().call("s3", "HeadBucket", { Bucket: "photos", ExpectedBucketOwner: "1" }),
    ).rejects.toMatchObject({
      code: "AccessDenied",
    });
  });

  it("aren't deleted with objects in them, unless the program says so, nor with what is locked for good", async () => {
    const rehearsal = bucket();
    const { test, call } = rehearsal;
    await call("s3", "PutObject", { ...A, Body: base64("hello") });
    const found = test.cloud.state.find(BUCKET, "photos");
    if (found === undefined) throw new Error("the bucket is gone");
    expect(() => {
      test.cloud.delete(found);
    }).toThrow("The bucket you tried to delete is not empty");
    test.cloud.delete({ ...found, inputs: { ...found.inputs, forceDestroy: true } });

    expect(test.cloud.state.ofType("local:s3/objectVersion:ObjectVersion")).toEqual([]);
  });

  it("aren't emptied of what compliance keeps", async () => {
    const { test, call } = bucket({ objectLockEnabled: true, forceDestroy: true });
    const ObjectLockRetainUntilDate = Date.now() + 10 * 365 * DAY;
    const lock = { ObjectLockMode: "COMPLIANCE", ObjectLockRetainUntilDate, ContentMD5: "XUFAKrxLKna5cZ2REBfFkg==" };
    await call("s3", "PutObject", { ...A, Body: base64("hello"), ...lock });
    const found = test.cloud.state.find(BUCKET, "photos");

    expect(() => {
      if (found !== undefined) test.cloud.delete(found);
    }).toThrow("object protected by object lock");
  });
});

describe("objects of Amazon S3", () => {
  it("of a program are there, hidden and replaced as others", async () => {
    const rehearsal = bucket();
    const { call, test } = rehearsal;
    test.create(VERSIONING, { bucket: "photos", versioningConfiguration: { status: "Enabled" } });
    test.create("aws:s3/bucketObjectv2:BucketObjectv2", { bucket: "photos", key: "a", content: "from the program" });

    expect(await contentOf(rehearsal)).toBe("from the program");
    await call("s3", "PutObject", { ...A, Body: base64("by hand") });
    expect(await contentOf(rehearsal)).toBe("by hand");
    await call("s3", "DeleteObject", A);
    await expect(contentOf(rehearsal)).rejects.toMatchObject({ code: "NoSuchKey" });
    expect(await versionIds(rehearsal)).toHaveLength(3);
  });

  it("of a bucket without versions are replaced and deleted with their contents", async () => {
    const rehearsal = bucket();
    const { call, test } = rehearsal;
    await call("s3", "PutObject", { ...A, Body: base64("one") });
    const [first] = test.cloud.state.ofType("local:s3/objectVersion:ObjectVersion");
    await call("s3", "PutObject", { ...A, Body: base64("two") });
    const { objects } = rehearsal.apis.context();

    expect(await contentOf(rehearsal)).toBe("two");
    expect(() => objects.read(String(first?.inputs.contentId))).toThrow("ENOENT");
    expect(await call("s3", "DeleteObject", A)).toEqual({});
    expect(await versionIds(rehearsal)).toEqual([]);
    expect(await call("s3", "DeleteObject", A)).toEqual({});
  });

  it("of a bucket whose versioning is suspended have one version without an id beside those from before", async () => {
    const rehearsal = bucket();
    const { call, test } = rehearsal;
    const setting = test.create(VERSIONING, { bucket: "photos", versioningConfiguration: { status: "Enabled" } });
    const { VersionId } = await call("s3", "PutObject", { ...A, Body: base64("kept") });
    test.update(setting, { bucket: "photos", versioningConfiguration: { status: "Suspended" } });
    for (const content of ["one", "two"]) await call("s3", "PutObject", { ...A, Body: base64(content) });

    expect(await versionIds(rehearsal)).toEqual(["null", VersionId]);
    expect(await call("s3", "DeleteObject", A)).toEqual({ DeleteMarker: true });
    expect(await versionIds(rehearsal)).toEqual([VersionId, "null"]);
    expect(await contentOf(rehearsal, { ...A, VersionId })).toBe("kept");
  });

  it.each([
    ["an MD5 of something else", { ContentMD5: "XUFAKrxLKna5cZ2REBfFkw==" }, "BadDigest"],
    ["a checksum of something else", { ChecksumSHA256: "AAAA" }, "BadDigest"],
    ["a key that is too long", { Key: "k".repeat(1025) }, "KeyTooLongError"],
    ["a condition that there isn't", { IfNoneMatch: '"0"' }, "NotImplemented"],
  ])("are refused with %s", async (_, change, code) => {
    await expect(bucket().call("s3", "PutObject", { ...A, Body: base64("hello"), ...change })).rejects.toMatchObject({
      code,
    });
  });

  /** CRC-32 of "123456789" (its check value in the catalogue of parametrised CRC algorithms) is 0xcbf43926. */
  it("are taken with the checksum of what they are", async () => {
    const { call } = bucket();
    const ChecksumCRC32 = Buffer.from("cbf43926", "hex").toString("base64");

    expect(await call("s3", "PutObject", { ...A, Body: base64("123456789"), ChecksumCRC32 })).toMatchObject({
      ...{ ChecksumCRC32, ETag: '"25f9e794323b453885f5181f1b624d0b"' },
    });
    expect(await call("s3", "HeadObject", { ...A, ChecksumMode: "ENABLED" })).toMatchObject({ ChecksumCRC32 });
    expect(await call("s3", "HeadObject", A)).not.toHaveProperty("ChecksumCRC32");
  });
});

describe("locks of objects in Amazon S3", () => {
  const CONFIGURATION = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";

  it("come from the bucket where a request has none", async () => {
    const rehearsal = bucket({ objectLockEnabled: true });
    rehearsal.test.cloud.state.put({
      ...{ type: CONFIGURATION, id: "photos", region: "eu-west-1", urn: "", computed: {} },
      inputs: { bucket: "photos", rule: { defaultRetention: { mode: "COMPLIANCE", days: 2 } } },
    });
    await rehearsal.call("s3", "PutObject", { ...A, Body: base64("hello") });

    expect(await rehearsal.call("s3", "GetObjectRetention", A)).toEqual({
      Retention: { Mode: "COMPLIANCE", RetainUntilDate: NOON + 2 * DAY },
    });
    expect(await rehearsal.call("s3", "GetObjectLockConfiguration", { Bucket: "photos" })).toMatchObject({
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 2 } } },
    });
  });

  it("hold a version as long as somebody wants", async () => {
    const { call } = bucket({ objectLockEnabled: true });
    const { VersionId } = await call("s3", "PutObject", { ...A, Body: base64("hello") });
    const version = { ...A, VersionId };
    await expect(call("s3", "GetObjectLegalHold", A)).rejects.toMatchObject({ code: "NoSuchObjectLockConfiguration" });
    await call("s3", "PutObjectLegalHold", { ...A, LegalHold: { Status: "ON" } });

    expect(await call("s3", "GetObjectLegalHold", A)).toEqual({ LegalHold: { Status: "ON" } });
    await expect(call("s3", "DeleteObject", { ...version, BypassGovernanceRetention: true })).rejects.toMatchObject({
      code: "AccessDenied",
    });
    await call("s3", "PutObjectLegalHold", { ...A, LegalHold: { Status: "OFF" } });
    expect(await call("s3", "DeleteObject", version)).toEqual({ VersionId });
  });

  it.each([
    ["no checksum", { ContentMD5: undefined }, "InvalidRequest"],
    ["a mode without a date", { ObjectLockRetainUntilDate: undefined }, "InvalidArgument"],
    ["a date that is over", { ObjectLockRetainUntilDate: NOON }, "InvalidArgument"],
    ["a mode that there isn't", { ObjectLockMode: "LOCKED" }, "InvalidArgument"],
  ])("are refused with %s", async (_, change, code) => {
    const { call } = bucket({ objectLockEnabled: true });
    const lock = {
      ObjectLockMode: "GOVERNANCE",
      ObjectLockRetainUntilDate: NOON + DAY,
      ContentMD5: "XUFAKrxLKna5cZ2REBfFkg==",
    };

    await expect(call("s3", "PutObject", { ...A, Body: base64("hello"), ...lock, ...change })).rejects.toMatchObject({
      code,
    });
    await expect(call("s3", "PutObject", { ...A, Body: base64("hello"), ...lock })).resolves.toBeDefined();
  });
});
