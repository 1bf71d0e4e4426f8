import type { WireRequest } from "./protocol";

/** Hosts whose first part is a bucket: S3's own, and `<bucket>.localhost`, which leads to this machine. */
const VIRTUAL_HOST = /^(.+)\.(?:s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com|s3\.localhost|localhost)(?::\d+)?$/;

/**
 * A request with its bucket in the path, wherever the client put it (Amazon S3 User Guide, "Virtual hosting of general
 * purpose buckets").
 */
export function addressed(request: WireRequest): WireRequest {
  const [, bucket] = VIRTUAL_HOST.exec(request.headers.host ?? "") ?? [];
  return bucket === undefined || bucket === "s3" ? request : { ...request, path: `/${bucket}${request.path}` };
}
