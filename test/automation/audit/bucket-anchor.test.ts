import {
  CreateBucketCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { AuditTrail, BucketAnchor, DirectoryTrailStore, type AuditHead } from "../../../automation/audit";
import { startAws, type Aws } from "../../examples/enterprise/servers/aws";
import { AMPLE } from "../../support/ample";
import { temporaryDirectory } from "../../support/temporary-directory";
import { sampleEvent } from "./samples";

const NOW = new Date();
const BUCKET = "proofpix-audit";

let aws: Aws;
let client: S3Client;

beforeAll(async () => {
  aws = await startAws();
  client = newClient();
  await client.send(
    new CreateBucketCommand({
      Bucket: BUCKET,
      ObjectLockEnabledForBucket: true,
      CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
    }),
  );
}, AMPLE);

afterAll(async () => {
  client.destroy();
  await aws.process.stop();
});

function newClient(): S3Client {
  return new S3Client({
    endpoint: aws.environment.AWS_ENDPOINT_URL,
    region: "eu-west-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    forcePathStyle: true,
  });
}

function anchorOf(prefix: string): BucketAnchor {
  return new BucketAnchor({
    client,
    bucket: BUCKET,
    prefix,
    retention: { mode: "COMPLIANCE", days: 365 },
    now: () => NOW,
  });
}

function head(sequence: number): AuditHead {
  return { sequence, hash: sequence.toString(16).padStart(64, "0") };
}

it("remembers heads, and tells those from a number on", async () => {
  const anchor = anchorOf("from/");
  for (const sequence of [1, 2, 3, 4, 11]) await anchor.publish(head(sequence));

  expect(await anchor.headsFrom(0)).toEqual([1, 2, 3, 4, 11].map(head));
  expect(await anchor.headsFrom(3)).toEqual([3, 4, 11].map(head));
  expect(await anchor.headsFrom(12)).toEqual([]);
});

it("keeps trails with other prefixes apart", async () => {
  await anchorOf("one/").publish(head(1));

  expect(await anchorOf("other/").headsFrom(0)).toEqual([]);
});

it("locks each head for its time", async () => {
  await anchorOf("locked/").publish(head(7));
  const key = `locked/000000000007-${head(7).hash}.json`;
  const locked = await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: key }));

  expect(locked.ObjectLockMode).toBe("COMPLIANCE");
  expect(locked.ObjectLockRetainUntilDate?.getTime()).toBeCloseTo(NOW.getTime() + 365 * 86_400_000, -4);
});

it("remembers a head that somebody deleted: its version can't be, and a delete marker only hides it", async () => {
  const anchor = anchorOf("deleted/");
  await anchor.publish(head(1));
  const Key = `deleted/000000000001-${head(1).hash}.json`;
  const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: BUCKET, Prefix: "deleted/" }));
  const byVersion = new DeleteObjectCommand({ Bucket: BUCKET, Key, VersionId: Versions[0]?.VersionId });

  await expect(client.send(byVersion)).rejects.toThrow(/Access ?Denied/i);
  await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key }));
  expect((await client.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: "deleted/" }))).KeyCount).toBe(0);
  expect(await anchor.headsFrom(0)).toEqual([head(1)]);
});

it("reads more heads than a page has", async () => {
  const pages: string[] = [];
  const small = newClient();
  small.middlewareStack.add(
    (next) => (args) => {
      const input = args.input as { MaxKeys?: number; KeyMarker?: string };
      input.MaxKeys = 2;
      pages.push(input.KeyMarker ?? "");
      return next(args);
    },
    { step: "initialize" },
  );
  const anchor = anchorOf("pages/");
  for (const sequence of [1, 2, 3, 4, 5]) await anchor.publish(head(sequence));
  const paged = new BucketAnchor({
    client: small,
    bucket: BUCKET,
    prefix: "pages/",
    retention: { mode: "GOVERNANCE", days: 1 },
    now: () => NOW,
  });

  expect(await paged.headsFrom(0)).toEqual([1, 2, 3, 4, 5].map(head));
  expect(pages.length).toBeGreaterThan(1);
  small.destroy();
});

it("anchors a trail, and finds it cut off", async () => {
  const directory = temporaryDirectory();
  const options = { anchors: [anchorOf("trail/")], now: () => NOW };
  const trail = new AuditTrail({ store: new DirectoryTrailStore(directory), ...options });
  await trail.append(sampleEvent());
  await trail.append(sampleEvent());
  const emptied = new AuditTrail({ store: new DirectoryTrailStore(temporaryDirectory()), ...options });

  expect(await trail.verify()).toMatchObject({ entries: 2, findings: [] });
  expect(await emptied.verify()).toMatchObject({ findings: [{ kind: "cut-off", sequence: 1 }] });
  await expect(emptied.append(sampleEvent())).rejects.toMatchObject({ code: "cut-off" });
});

it("is a problem, not an error, where the bucket isn't there", async () => {
  const anchor = new BucketAnchor({
    client,
    bucket: "missing",
    prefix: "x/",
    retention: { mode: "GOVERNANCE", days: 1 },
    now: () => NOW,
  });
  const trail = new AuditTrail({
    store: new DirectoryTrailStore(temporaryDirectory()),
    anchors: [anchor],
    now: () => NOW,
  });
  const { problems } = await trail.append(sampleEvent());

  expect(problems).toEqual([{ place: "s3://missing/x/", reason: expect.stringMatching(/bucket/i) as string }]);
});
