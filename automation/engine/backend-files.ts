import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";

/** The files of a self-managed backend of Pulumi, by their paths in it. */
export interface BackendFiles {
  /** Names of the files of a folder, in their order. */
  list(folder: string): Promise<readonly string[]>;
  read(path: string): Promise<string>;
}

/**
 * The files of a backend; undefined for one that has none, such as Pulumi Cloud.
 * @param url as `pulumi login` takes it: `file://…` or `s3://bucket/prefix?region=…`.
 */
export function backendFiles(url: string, s3: () => S3Client): BackendFiles | undefined {
  if (url.startsWith("file://")) return directoryFiles(fileURLToPath(url.replace(/\?.*$/, "")));
  const [, bucket, prefix = ""] = /^s3:\/\/([^/?]+)\/?([^?]*)/.exec(url) ?? [];
  return bucket === undefined ? undefined : bucketFiles(s3(), bucket, prefix);
}

function directoryFiles(directory: string): BackendFiles {
  return {
    list: async (folder) => {
      try {
        return (await readdir(join(directory, folder))).sort();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
        throw error;
      }
    },
    read: (path) => readFile(join(directory, path), "utf8"),
  };
}

function bucketFiles(client: S3Client, bucket: string, prefix: string): BackendFiles {
  const keyOf = (path: string): string => (prefix === "" ? path : `${prefix.replace(/\/$/, "")}/${path}`);
  return {
    list: async (folder) => {
      const beginning = `${keyOf(folder)}/`;
      const names: string[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: beginning })) {
        names.push(...Contents.flatMap(({ Key }) => Key?.slice(beginning.length) ?? []));
      }
      return names.sort();
    },
    read: async (path) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(path) }));
      return (await Body?.transformToString()) ?? "";
    },
  };
}
