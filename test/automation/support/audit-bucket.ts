import { DeleteObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ApiServer } from "../../../localcloud/api/api-server";
import { apiListener } from "../../../localcloud/api/server";
import { apiRehearsal } from "../../localcloud/api/support";

/** A bucket with Object Lock that the local cloud answers for, over HTTP. */
export interface AuditBucket {
  readonly bucket: string;
  /** Where S3 answers. */
  readonly url: string;
  /** A client as each machine has its own. */
  readonly client: () => S3Client;
  /** Writes over an object, or makes one, as somebody with a key of AWS's could. */
  readonly write: (key: string, text: string) => Promise<void>;
  /** Hides an object. */
  readonly hide: (key: string) => Promise<void>;
}

const ended: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

/** A bucket as the bootstrap stack makes it: versioned, and whatever comes in is locked. */
export async function auditBucket(): Promise<AuditBucket> {
  const { test, apis } = apiRehearsal();
  const bucket = "audit";
  test.create("aws:s3/bucket:Bucket", { bucket, objectLockEnabled: true });
  test.create("aws:s3/bucketVersioning:BucketVersioning", {
    ...{ bucket, versioningConfiguration: { status: "Enabled" } },
  });
  test.create("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", {
    ...{ bucket, rule: { defaultRetention: { mode: "GOVERNANCE", days: 365 } } },
  });
  const server = await ApiServer.open(apiListener(apis));
  ended.push(() => server.close());
  const client = (): S3Client => {
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    const made = new S3Client({ endpoint: server.url, region: "eu-west-1", credentials, forcePathStyle: true });
    ended.push(() => {
      made.destroy();
    });
    return made;
  };
  const somebody = client();
  return {
    bucket,
    url: server.url,
    client,
    write: async (Key, Body) => {
      await somebody.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
    },
    hide: async (Key) => {
      await somebody.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    },
  };
}

/** Has the answer of a client's next write get lost, as when a connection breaks: the SDK then sends it again. */
export function loseNextAnswer(client: S3Client): void {
  let isLost = false;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      if (isLost || (args.request as { method?: string }).method !== "PUT") return result;
      isLost = true;
      throw Object.assign(new Error("socket hang up"), { name: "TimeoutError", code: "ECONNRESET" });
    },
    { step: "deserialize", priority: "low" },
  );
}
