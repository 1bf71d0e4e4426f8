import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { Agent } from "node:http";
import type { LookupFunction } from "node:net";
import { Readable } from "node:stream";
import { ApiServer } from "../../../localcloud/api/api-server";
import { apiListener } from "../../../localcloud/api/server";
import type { Properties } from "../../../localcloud/model/values";
import { type ApiRehearsal, apiRehearsal, NOON } from "./support";

const BUCKET = "aws:s3/bucket:Bucket";
const ended: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

/** A client of a rehearsal with a bucket. */
async function client(inputs: Properties = {}, change: (url: string) => object = () => ({})) {
  const rehearsal = apiRehearsal();
  rehearsal.test.create(BUCKET, { bucket: "photos", ...inputs });
  const server = await ApiServer.open(apiListener(rehearsal.apis));
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const usual = { endpoint: server.url, region: "eu-west-1", credentials, maxAttempts: 1 };
  const s3 = new S3Client({ ...usual, ...change(server.url) });
  ended.push(
    () => server.close(),
    () => {
      s3.destroy();
    },
  );
  return { s3, rehearsal };
}

/** Not every machine knows names below `localhost`. */
const toThisMachine: LookupFunction = (_name, options, found) => {
  if (options.all === true) found(null, [{ address: "127.0.0.1", family: 4 }]);
  else found(null, "127.0.0.1", 4);
};

const IN_PHOTOS = { Bucket: "photos" };
const A = { ...IN_PHOTOS, Key: "a" };

async function contentOf(s3: S3Client, input: { Bucket: string; Key: string; VersionId?: string }): Promise<unknown> {
  return (await s3.send(new GetObjectCommand(input))).Body?.transformToString();
}

describe("the AWS SDK for JavaScript on Amazon S3", () => {
  it("puts and gets an object with what describes it, and checks its digests", async () => {
    const { s3 } = await client();
    const Key = "ordner/ä b+c?d=1&e%2F.json";
    const described = { ContentType: "application/json", CacheControl: "no-store", Metadata: { kind: "photo" } };
    const put = await s3.send(new PutObjectCommand({ ...IN_PHOTOS, Key, Body: '{"a":1}', ...described }));
    const got = await s3.send(new GetObjectCommand({ ...IN_PHOTOS, Key, ChecksumMode: "ENABLED" }));

    expect(put).toMatchObject({ ETag: '"bb6cb5c68df4652941caf652a366f2d8"', ServerSideEncryption: "AES256" });
    expect(put.VersionId).toBeUndefined();
    expect(got).toMatchObject({ ...described, ContentLength: 7, ETag: put.ETag, ChecksumCRC32: put.ChecksumCRC32 });
    expect(got.LastModified).toEqual(new Date(NOON));
    expect(await got.Body?.transformToString()).toBe('{"a":1}');
    expect((await s3.send(new ListObjectsV2Command(IN_PHOTOS))).Contents?.map((each) => each.Key)).toEqual([Key]);
  });

  it("puts a stream, in chunks with a checksum behind them", async () => {
    const { s3 } = await client();
    const content = "x".repeat(200_000);
    const Body = Readable.from([content.slice(0, 70_000), content.slice(70_000)]);
    await s3.send(new PutObjectCommand({ ...A, Body, ContentLength: content.length, ContentEncoding: "gzip" }));
    const { ContentEncoding, ContentLength } = await s3.send(new HeadObjectCommand(A));

    expect({ ContentEncoding, ContentLength }).toEqual({ ContentEncoding: "gzip", ContentLength: 200_000 });
    expect(await contentOf(s3, A)).toBe(content);
  });

  it("uploads an object in parts, some of which it copies, and checks their checksums", async () => {
    const { s3 } = await client();
    const first = Buffer.alloc(5 * 1024 * 1024, "a");
    await s3.send(new PutObjectCommand({ ...A, Body: "0123456789" }));
    const B = { ...IN_PHOTOS, Key: "b/ä" };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...B, ChecksumAlgorithm: "CRC32" }));
    const upload = { ...B, UploadId };
    const sent = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: first }));
    const Body = Readable.from(["the ", "end"]);
    const streamed = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 3, Body, ContentLength: 7 }));
    const { Parts } = await s3.send(new ListPartsCommand(upload));
    expect(Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, first.length],
      [3, 7],
    ]);
    const { Uploads } = await s3.send(new ListMultipartUploadsCommand(IN_PHOTOS));
    expect(Uploads?.map(({ Key }) => Key)).toEqual(["b/ä"]);

    const listed = [sent, streamed].map(({ ETag, ChecksumCRC32 }, index) => ({
      ...{ PartNumber: 2 * index + 1, ETag, ChecksumCRC32 },
    }));
    const completed = await s3.send(
      new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: listed } }),
    );
    expect(completed).toMatchObject({ Key: "b/ä", ETag: expect.stringMatching(/^"[0-9a-f]{32}-2"$/) as string });
    expect(completed).toMatchObject({ ChecksumType: "COMPOSITE" });
    const content = await contentOf(s3, B);
    expect(content).toBe(`${first.toString()}the end`);

    const copy = await s3.send(new CreateMultipartUploadCommand({ ...IN_PHOTOS, Key: "c", ChecksumAlgorithm: "SHA1" }));
    const other = { ...IN_PHOTOS, Key: "c", UploadId: copy.UploadId };
    const source = { CopySource: "photos/a", CopySourceRange: "bytes=3-5" };
    const copied = await s3.send(new UploadPartCopyCommand({ ...other, PartNumber: 1, ...source }));
    // printf 345 | sha1sum
    const ChecksumSHA1 = Buffer.from("35139ef894b28b73bea022755166a23933c7d9cb", "hex").toString("base64");
    expect(copied.CopyPartResult).toMatchObject({ ChecksumSHA1 });
    await s3.send(new AbortMultipartUploadCommand(other));
    await expect(s3.send(new ListPartsCommand(other))).rejects.toMatchObject({ name: "NoSuchUpload" });
  });

  it("gets a part of an object", async () => {
    const { s3 } = await client();
    await s3.send(new PutObjectCommand({ ...A, Body: "0123456789" }));
    const part = async (Range: string): Promise<unknown> => {
      const { Body, ContentRange, $metadata } = await s3.send(new GetObjectCommand({ ...A, Range }));
      return [$metadata.httpStatusCode, ContentRange, await Body?.transformToString()];
    };

    expect(await part("bytes=2-4")).toEqual([206, "bytes 2-4/10", "234"]);
    expect(await part("bytes=7-")).toEqual([206, "bytes 7-9/10", "789"]);
    expect(await part("bytes=-2")).toEqual([206, "bytes 8-9/10", "89"]);
    await expect(part("bytes=10-")).rejects.toMatchObject({ name: "InvalidRange" });
  });

  it.each<[string, (s3: S3Client) => Promise<unknown>, string, number]>([
    ["a bucket", (s3) => s3.send(new ListObjectsV2Command({ Bucket: "none" })), "NoSuchBucket", 404],
    ["a key", (s3) => s3.send(new GetObjectCommand(A)), "NoSuchKey", 404],
    ["a key, without a body", (s3) => s3.send(new HeadObjectCommand(A)), "NotFound", 404],
    ["a bucket, without a body", (s3) => s3.send(new HeadBucketCommand({ Bucket: "none" })), "NotFound", 404],
  ])("gets errors by their names: %s that isn't there", async (_, ask, name, httpStatusCode) => {
    const { s3 } = await client();

    await expect(ask(s3)).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  it("finds a bucket in the host's name, too", async () => {
    const { s3 } = await client({}, (url) => ({
      endpoint: url.replace("127.0.0.1", "localhost"),
      requestHandler: { httpAgent: new Agent({ lookup: toThisMachine }) },
    }));
    await s3.send(new PutObjectCommand({ ...A, Body: "hello" }));
    const hosts: unknown[] = [];
    s3.middlewareStack.add(
      (next) => (args) => {
        hosts.push((args.request as { hostname: string }).hostname);
        return next(args);
      },
      { step: "finalizeRequest" },
    );

    expect(await contentOf(s3, A)).toBe("hello");
    expect(hosts).toEqual(["photos.localhost"]);
  });

  it("lists by prefixes and delimiters, in pages", async () => {
    const { s3 } = await client();
    for (const Key of ["b/2", "a", "b/1", "c", "d/1", "d/2/3"]) {
      await s3.send(new PutObjectCommand({ ...IN_PHOTOS, Key, Body: Key }));
    }
    const pages: unknown[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({ ...IN_PHOTOS, Delimiter: "/", MaxKeys: 2, ContinuationToken }),
      );
      pages.push([page.Contents?.map(({ Key }) => Key), page.CommonPrefixes?.map(({ Prefix }) => Prefix)]);
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    const within = await s3.send(new ListObjectsV2Command({ ...IN_PHOTOS, Prefix: "d/", StartAfter: "d/1" }));

    expect(pages).toEqual([
      [["a"], ["b/"]],
      [["c"], ["d/"]],
    ]);
    expect(within.Contents?.map(({ Key }) => Key)).toEqual(["d/2/3"]);
    expect(within.KeyCount).toBe(1);
  });

  it("writes on conditions", async () => {
    const { s3 } = await client();
    const put = (condition: object): Promise<{ ETag?: string | undefined }> =>
      s3.send(new PutObjectCommand({ ...A, Body: JSON.stringify(condition), ...condition }));
    const refused = { name: "PreconditionFailed", $metadata: { httpStatusCode: 412 } };

    await expect(put({ IfMatch: '"0"' })).rejects.toMatchObject({ name: "NoSuchKey" });
    const { ETag } = await put({ IfNoneMatch: "*" });
    await expect(put({ IfNoneMatch: "*" })).rejects.toMatchObject(refused);
    await expect(put({ IfMatch: '"0"' })).rejects.toMatchObject(refused);
    await put({ IfMatch: ETag });
    await expect(s3.send(new GetObjectCommand({ ...A, IfMatch: ETag }))).rejects.toMatchObject(refused);
    const { ETag: newest } = await s3.send(new HeadObjectCommand(A));
    await expect(s3.send(new GetObjectCommand({ ...A, IfNoneMatch: newest }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
  });

  it("copies and deletes objects, several at once", async () => {
    const { s3 } = await client();
    await s3.send(new PutObjectCommand({ ...A, Body: "hello", Metadata: { kind: "photo" } }));
    for (const Key of ["b ü", "c"]) {
      await s3.send(new CopyObjectCommand({ ...IN_PHOTOS, Key, CopySource: "photos/a" }));
    }
    await s3.send(new CopyObjectCommand({ ...IN_PHOTOS, Key: "d", CopySource: encodeURI("photos/b ü") }));
    const copied = await s3.send(new HeadObjectCommand({ ...IN_PHOTOS, Key: "d" }));
    await s3.send(new DeleteObjectCommand(A));
    await s3.send(new DeleteObjectCommand(A));
    const Objects = [{ Key: "b ü" }, { Key: "c" }, { Key: "none" }];
    const { Deleted, Errors } = await s3.send(new DeleteObjectsCommand({ ...IN_PHOTOS, Delete: { Objects } }));

    expect(copied.Metadata).toEqual({ kind: "photo" });
    expect([Deleted, Errors]).toEqual([Objects, undefined]);
    expect((await s3.send(new ListObjectsV2Command(IN_PHOTOS))).Contents?.map(({ Key }) => Key)).toEqual(["d"]);
    await expect(
      s3.send(new CopyObjectCommand({ ...IN_PHOTOS, Key: "d", CopySource: "photos/d" })),
    ).rejects.toMatchObject({ name: "InvalidRequest" });
  });
});

describe("versions of objects in Amazon S3", () => {
  async function versioned(): Promise<{ s3: S3Client; rehearsal: ApiRehearsal }> {
    const made = await client();
    made.rehearsal.test.create("aws:s3/bucketVersioning:BucketVersioning", {
      ...{ bucket: "photos", versioningConfiguration: { status: "Enabled" } },
    });
    return made;
  }

  it("are kept, listed with the newest first, and hidden by the marker of a deletion", async () => {
    const { s3 } = await versioned();
    const ids: (string | undefined)[] = [];
    for (const Body of ["one", "two"]) ids.push((await s3.send(new PutObjectCommand({ ...A, Body }))).VersionId);
    const deletion = await s3.send(new DeleteObjectCommand(A));
    const { Versions, DeleteMarkers } = await s3.send(new ListObjectVersionsCommand(IN_PHOTOS));

    expect((await s3.send(new GetBucketVersioningCommand(IN_PHOTOS))).Status).toBe("Enabled");
    expect(deletion).toMatchObject({ DeleteMarker: true });
    expect(Versions?.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([
      [ids[1], false],
      [ids[0], false],
    ]);
    expect(DeleteMarkers).toMatchObject([{ Key: "a", VersionId: deletion.VersionId, IsLatest: true }]);
    await expect(contentOf(s3, A)).rejects.toMatchObject({ name: "NoSuchKey" });
    expect(await contentOf(s3, { ...A, VersionId: ids[0] })).toBe("one");
    await expect(contentOf(s3, { ...A, VersionId: deletion.VersionId })).rejects.toMatchObject({
      name: "MethodNotAllowed",
    });
    expect(await s3.send(new ListObjectsV2Command(IN_PHOTOS))).toMatchObject({ KeyCount: 0 });
  });

  it("are ended one by one, the marker too", async () => {
    const { s3 } = await versioned();
    const { VersionId } = await s3.send(new PutObjectCommand({ ...A, Body: "one" }));
    const { VersionId: marker } = await s3.send(new DeleteObjectCommand(A));
    const ended = await s3.send(new DeleteObjectCommand({ ...A, VersionId: marker }));

    expect(ended).toMatchObject({ DeleteMarker: true, VersionId: marker });
    expect(await contentOf(s3, A)).toBe("one");
    await s3.send(new DeleteObjectCommand({ ...A, VersionId }));
    await expect(contentOf(s3, { ...A, VersionId })).rejects.toMatchObject({ name: "NoSuchVersion" });
  });

  it("are listed in pages, from a version on", async () => {
    const { s3 } = await versioned();
    for (const Key of ["a", "b", "a"]) await s3.send(new PutObjectCommand({ ...IN_PHOTOS, Key, Body: "x" }));
    const keys: unknown[] = [];
    let marker: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
    for (;;) {
      const page = await s3.send(new ListObjectVersionsCommand({ ...IN_PHOTOS, MaxKeys: 1, ...marker }));
      keys.push(page.Versions?.map(({ Key, IsLatest }) => [Key, IsLatest]));
      if (page.IsTruncated !== true) break;
      marker = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    }

    expect(keys).toEqual([[["a", true]], [["a", false]], [["b", true]]]);
  });
});

describe("locked objects in Amazon S3", () => {
  const LOCKED = { objectLockEnabled: true };
  const denied = { name: "AccessDenied", message: "Access Denied because object protected by object lock." };
  const tomorrow = new Date(NOON + 86_400_000);

  async function locked(ObjectLockMode: "COMPLIANCE" | "GOVERNANCE") {
    const made = await client(LOCKED);
    const ObjectLockRetainUntilDate = tomorrow;
    const put = { ...A, Body: "head", ObjectLockMode, ObjectLockRetainUntilDate, ChecksumAlgorithm: "SHA256" as const };
    const { VersionId } = await made.s3.send(new PutObjectCommand(put));
    return { ...made, version: { ...A, VersionId } };
  }

  it.each(["COMPLIANCE", "GOVERNANCE"] as const)(
    "are not deleted in mode %s until their time is over",
    async (mode) => {
      const { s3, rehearsal, version } = await locked(mode);
      const { Retention } = await s3.send(new GetObjectRetentionCommand(version));

      expect(Retention).toEqual({ Mode: mode, RetainUntilDate: tomorrow });
      expect(await s3.send(new HeadObjectCommand(A))).toMatchObject({ ObjectLockMode: mode });
      await expect(s3.send(new DeleteObjectCommand(version))).rejects.toMatchObject(denied);
      await s3.send(new DeleteObjectCommand(A)); // hides it
      expect(await contentOf(s3, version)).toBe("head");
      rehearsal.pass(86_400);
      await s3.send(new DeleteObjectCommand(version));
      await expect(contentOf(s3, version)).rejects.toMatchObject({ name: "NoSuchVersion" });
    },
  );

  it("are deleted in governance mode by who says so, and in compliance mode by nobody", async () => {
    const [governed, compliant] = [await locked("GOVERNANCE"), await locked("COMPLIANCE")];
    const bypass = { BypassGovernanceRetention: true };

    await governed.s3.send(new DeleteObjectCommand({ ...governed.version, ...bypass }));
    await expect(compliant.s3.send(new DeleteObjectCommand({ ...compliant.version, ...bypass }))).rejects.toMatchObject(
      denied,
    );
    const Delete = { Objects: [{ Key: "a", VersionId: compliant.version.VersionId }] };
    expect(await compliant.s3.send(new DeleteObjectsCommand({ ...IN_PHOTOS, Delete, ...bypass }))).toMatchObject({
      Errors: [{ Key: "a", Code: "AccessDenied" }],
    });
  });

  it.each<["COMPLIANCE" | "GOVERNANCE", object, string | undefined]>([
    ["COMPLIANCE", { Mode: "COMPLIANCE", RetainUntilDate: new Date(NOON + 2 * 86_400_000) }, undefined],
    ["COMPLIANCE", { Mode: "COMPLIANCE", RetainUntilDate: new Date(NOON + 3_600_000) }, "AccessDenied"],
    ["COMPLIANCE", { Mode: "GOVERNANCE", RetainUntilDate: new Date(NOON + 2 * 86_400_000) }, "AccessDenied"],
    ["GOVERNANCE", { Mode: "GOVERNANCE", RetainUntilDate: new Date(NOON + 3_600_000) }, "AccessDenied"],
    ["GOVERNANCE", { Mode: "GOVERNANCE", RetainUntilDate: new Date(NOON - 3_600_000) }, "InvalidArgument"],
  ])("of mode %s get the retention %j, or are refused it", async (mode, Retention, error) => {
    const { s3, version } = await locked(mode);
    const change = s3.send(new PutObjectRetentionCommand({ ...version, Retention }));

    if (error === undefined) await expect(change).resolves.toBeDefined();
    else await expect(change).rejects.toMatchObject({ name: error });
  });

  it("get the bucket's retention where the request has none, and none in a bucket without locks", async () => {
    const { s3 } = await client();
    const retention = { ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate: tomorrow } as const;

    await expect(s3.send(new PutObjectCommand({ ...A, Body: "x", ...retention }))).rejects.toMatchObject({
      name: "InvalidRequest",
      message: "Bucket is missing Object Lock Configuration",
    });
  });
});
