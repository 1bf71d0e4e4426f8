import { createHash } from "node:crypto";
import type { Properties } from "../../../../localcloud/model/values";
import { contentsOfParts } from "../../../../localcloud/services/s3/multipart-upload";
import { type ApiRehearsal, apiRehearsal } from "../support";

const BUCKET = "aws:s3/bucket:Bucket";
const A = { Bucket: "photos", Key: "a" };
const MIB = 1024 * 1024;
const FIRST = Buffer.alloc(5 * MIB, "a");
const LAST = Buffer.from("the end");

function bucket(inputs: Properties = {}): ApiRehearsal {
  const rehearsal = apiRehearsal();
  rehearsal.test.create(BUCKET, { bucket: "photos", ...inputs });
  return rehearsal;
}

function digest(algorithm: "md5" | "sha256", content: Buffer): Buffer {
  return createHash(algorithm).update(content).digest();
}

/** Begins an upload. @returns what names it */
async function begun({ call }: ApiRehearsal, input: Properties = {}): Promise<Properties> {
  const { UploadId } = await call("s3", "CreateMultipartUpload", { ...A, ...input });
  return { ...A, UploadId };
}

/** Uploads a part. @returns how a completion lists it */
async function uploaded(
  { call }: ApiRehearsal,
  upload: Properties,
  PartNumber: number,
  content: Buffer,
  input: Properties = {},
): Promise<Properties> {
  const { ETag } = await call("s3", "UploadPart", {
    ...upload,
    PartNumber,
    Body: content.toString("base64"),
    ...input,
  });
  return { PartNumber, ETag, ...input };
}

function complete({ call }: ApiRehearsal, upload: Properties, Parts: readonly Properties[], input: Properties = {}) {
  return call("s3", "CompleteMultipartUpload", { ...upload, MultipartUpload: { Parts }, ...input });
}

async function contentOf({ call }: ApiRehearsal): Promise<Buffer> {
  return Buffer.from(String((await call("s3", "GetObject", A)).Body), "base64");
}

describe("uploads to Amazon S3 in parts", () => {
  it("become an object of their parts once they are complete, with what they began with", async () => {
    const rehearsal = bucket();
    const { call, test } = rehearsal;
    const upload = await begun(rehearsal, { ContentType: "image/png", Metadata: { by: "me" } });
    const last = await uploaded(rehearsal, upload, 7, LAST); // in any order, with gaps
    const first = await uploaded(rehearsal, upload, 2, FIRST);
    await expect(contentOf(rehearsal)).rejects.toMatchObject({ code: "NoSuchKey" });

    const answer = await complete(rehearsal, upload, [first, last]);

    // Amazon S3 API Reference, Object: the entity tag of a multipart upload isn't the MD5 digest of the object
    const etag = `"${digest("md5", Buffer.concat([digest("md5", FIRST), digest("md5", LAST)])).toString("hex")}-2"`;
    expect(answer).toMatchObject({ ...A, ETag: etag, Location: "https://photos.s3.eu-west-1.amazonaws.com/a" });
    expect((await contentOf(rehearsal)).equals(Buffer.concat([FIRST, LAST]))).toBe(true);
    expect(await call("s3", "HeadObject", A)).toMatchObject({
      ...{ ETag: etag, ContentType: "image/png", Metadata: { by: "me" }, ContentLength: 5 * MIB + 7 },
    });
    expect(contentsOfParts(test.cloud.state)).toEqual([]);
    await expect(complete(rehearsal, upload, [first, last])).rejects.toMatchObject({ code: "NoSuchUpload" });
  });

  it("get a version of their own in a bucket with versions, and lock it as they began", async () => {
    const rehearsal = bucket({ objectLockEnabled: true });
    const upload = await begun(rehearsal, { ObjectLockLegalHoldStatus: "ON" });
    const { VersionId } = await complete(rehearsal, upload, [await uploaded(rehearsal, upload, 1, LAST)]);

    expect(VersionId).toMatch(/^.{32}$/);
    expect(await rehearsal.call("s3", "GetObjectLegalHold", A)).toEqual({ LegalHold: { Status: "ON" } });
    await expect(rehearsal.call("s3", "DeleteObject", { ...A, VersionId })).rejects.toMatchObject({
      code: "AccessDenied",
    });
  });

  it("are listed with their parts, of which a later one of the same number counts", async () => {
    const rehearsal = bucket();
    const { call, apis } = rehearsal;
    const upload = await begun(rehearsal);
    await uploaded(rehearsal, upload, 1, FIRST);
    const [before = ""] = contentsOfParts(rehearsal.test.cloud.state);
    const { ETag } = await uploaded(rehearsal, upload, 1, LAST);
    await uploaded(rehearsal, upload, 2, LAST);

    expect(await call("s3", "ListParts", { ...upload, MaxParts: 1 })).toMatchObject({
      ...{ IsTruncated: true, NextPartNumberMarker: 1, Parts: [{ PartNumber: 1, ETag, Size: 7 }] },
    });
    expect(await call("s3", "ListParts", { ...upload, PartNumberMarker: 1 })).toMatchObject({
      ...{ IsTruncated: false, Parts: [{ PartNumber: 2 }] },
    });
    expect(await call("s3", "ListMultipartUploads", { Bucket: "photos" })).toMatchObject({
      Uploads: [{ Key: "a", UploadId: upload.UploadId }],
    });
    expect(await call("s3", "ListMultipartUploads", { Bucket: "photos", Prefix: "b" })).toMatchObject({ Uploads: [] });
    expect(() => apis.context().objects.read(before)).toThrow("ENOENT");
  });

  it("leave nothing once they are aborted, or their bucket is deleted", async () => {
    const rehearsal = bucket();
    const { call, test } = rehearsal;
    const upload = await begun(rehearsal);
    await uploaded(rehearsal, upload, 1, LAST);
    const [content = ""] = contentsOfParts(test.cloud.state);
    expect(await call("s3", "AbortMultipartUpload", upload)).toEqual({});

    expect(contentsOfParts(test.cloud.state)).toEqual([]);
    expect(() => rehearsal.apis.context().objects.read(content)).toThrow("ENOENT");
    await expect(call("s3", "AbortMultipartUpload", upload)).rejects.toMatchObject({ code: "NoSuchUpload" });

    await uploaded(rehearsal, await begun(rehearsal), 1, LAST);
    const found = test.cloud.state.find(BUCKET, "photos");
    if (found !== undefined) test.cloud.delete(found);
    expect(test.cloud.state.all().filter(({ type }) => type.startsWith("local:s3/"))).toEqual([]);
  });

  it("take parts of objects that are there", async () => {
    const rehearsal = bucket();
    const { call } = rehearsal;
    await call("s3", "PutObject", {
      Bucket: "photos",
      Key: "source",
      Body: Buffer.from("0123456789").toString("base64"),
    });
    const upload = await begun(rehearsal);
    const copy = { ...upload, PartNumber: 1, CopySource: "photos/source", CopySourceRange: "bytes=2-5" };
    const { CopyPartResult } = await call("s3", "UploadPartCopy", copy);
    await complete(rehearsal, upload, [{ PartNumber: 1, ETag: (CopyPartResult as Properties).ETag }]);

    expect((await contentOf(rehearsal)).toString()).toBe("2345");
  });

  it.each([
    ["no parts", () => [], "MalformedXML"],
    ["parts in another order", (parts: Properties[]) => [...parts].reverse(), "InvalidPartOrder"],
    ["a part twice", ([first]: Properties[]) => [first ?? {}, first ?? {}], "InvalidPartOrder"],
    ["a part that isn't there", () => [{ PartNumber: 3, ETag: '"0"' }], "InvalidPart"],
    ["a part of another content", ([first]: Properties[]) => [{ ...first, ETag: '"0"' }], "InvalidPart"],
  ])("aren't completed with %s", async (_, listed, code) => {
    const rehearsal = bucket();
    const upload = await begun(rehearsal);
    const parts = [await uploaded(rehearsal, upload, 1, FIRST), await uploaded(rehearsal, upload, 2, LAST)];

    await expect(complete(rehearsal, upload, listed(parts))).rejects.toMatchObject({ code });
    await complete(rehearsal, upload, parts); // a refusal leaves the upload as it was
  });

  it("aren't completed with a part below 5 MiB, but for the last", async () => {
    const rehearsal = bucket();
    const upload = await begun(rehearsal);
    const small = await uploaded(rehearsal, upload, 1, FIRST.subarray(1));
    const last = await uploaded(rehearsal, upload, 2, LAST);

    await expect(complete(rehearsal, upload, [small, last])).rejects.toMatchObject({ code: "EntityTooSmall" });
    await complete(rehearsal, upload, [small]);
  });

  it.each([0, 10_001])("have no part %d", async (PartNumber) => {
    const rehearsal = bucket();
    const upload = await begun(rehearsal);

    await expect(uploaded(rehearsal, upload, PartNumber, LAST)).rejects.toMatchObject({ code: "InvalidArgument" });
  });

  it("are found by their key and id alone", async () => {
    const rehearsal = bucket();
    const upload = await begun(rehearsal);

    for (const other of [{ Key: "b" }, { UploadId: "other" }]) {
      await expect(uploaded(rehearsal, { ...upload, ...other }, 1, LAST)).rejects.toMatchObject({
        code: "NoSuchUpload",
      });
    }
  });

  it("keep to the conditions of a write, and to the size that is stated", async () => {
    const rehearsal = bucket();
    const upload = await begun(rehearsal);
    const parts = [await uploaded(rehearsal, upload, 1, LAST)];

    await expect(complete(rehearsal, upload, parts, { MpuObjectSize: 8 })).rejects.toMatchObject({
      code: "InvalidRequest",
    });
    await rehearsal.call("s3", "PutObject", A);
    await expect(complete(rehearsal, upload, parts, { IfNoneMatch: "*" })).rejects.toMatchObject({
      code: "PreconditionFailed",
    });
    await complete(rehearsal, upload, parts, { MpuObjectSize: 7 });
  });
});

/** Amazon S3 User Guide, "Checking object integrity for data uploads": a checksum of checksums, and how many. */
describe("checksums of uploads in parts", () => {
  const [one, two] = [digest("sha256", FIRST), digest("sha256", LAST)];
  const whole = `${digest("sha256", Buffer.concat([one, two])).toString("base64")}-2`;

  async function summed(rehearsal: ApiRehearsal): Promise<{ upload: Properties; parts: Properties[] }> {
    const upload = await begun(rehearsal, { ChecksumAlgorithm: "SHA256" });
    const parts = [
      await uploaded(rehearsal, upload, 1, FIRST, { ChecksumSHA256: one.toString("base64") }),
      await uploaded(rehearsal, upload, 2, LAST, { ChecksumSHA256: two.toString("base64") }),
    ];
    return { upload, parts };
  }

  it("are made of those of the parts", async () => {
    const rehearsal = bucket();
    const { upload, parts } = await summed(rehearsal);
    const answer = await complete(rehearsal, upload, parts, { ChecksumSHA256: whole });

    expect(answer).toMatchObject({ ChecksumSHA256: whole, ChecksumType: "COMPOSITE" });
    expect(await rehearsal.call("s3", "HeadObject", { ...A, ChecksumMode: "ENABLED" })).toMatchObject({
      ChecksumSHA256: whole,
    });
  });

  it("are of the whole object where the upload says so", async () => {
    const rehearsal = bucket();
    const upload = await begun(rehearsal, { ChecksumAlgorithm: "CRC32", ChecksumType: "FULL_OBJECT" });
    const part = await uploaded(rehearsal, upload, 1, Buffer.from("123456789"));
    const ChecksumCRC32 = Buffer.from("cbf43926", "hex").toString("base64");

    expect(await complete(rehearsal, upload, [part])).toMatchObject({ ChecksumCRC32, ChecksumType: "FULL_OBJECT" });
  });

  it("must be those of the object, and of each part", async () => {
    const rehearsal = bucket();
    const { upload, parts } = await summed(rehearsal);
    const others = [parts[0] ?? {}, { ...parts[1], ChecksumSHA256: one.toString("base64") }];
    const without = parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));

    await expect(complete(rehearsal, upload, parts, { ChecksumSHA256: "AAAA" })).rejects.toMatchObject({
      code: "BadDigest",
    });
    await expect(complete(rehearsal, upload, others)).rejects.toMatchObject({ code: "InvalidPart" });
    await expect(complete(rehearsal, upload, without)).rejects.toThrow("It was missing for part 1 in the request.");
  });

  it("are of the algorithm with which the upload began", async () => {
    const rehearsal = bucket();
    const upload = await begun(rehearsal, { ChecksumAlgorithm: "SHA1" });

    await expect(uploaded(rehearsal, upload, 1, LAST, { ChecksumSHA256: two.toString("base64") })).rejects.toThrow(
      "expected checksum Type: sha1, actual checksum Type: sha256",
    );
  });

  it.each([
    { ChecksumAlgorithm: "SHA256", ChecksumType: "FULL_OBJECT" },
    { ChecksumAlgorithm: "CRC64NVME", ChecksumType: "COMPOSITE" },
  ])("aren't of $ChecksumType with $ChecksumAlgorithm", async (input) => {
    await expect(begun(bucket(), input)).rejects.toMatchObject({ code: "InvalidRequest" });
  });
});
