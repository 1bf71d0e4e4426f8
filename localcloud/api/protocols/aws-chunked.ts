import { AwsError } from "../../model/aws-error";
import type { WireRequest } from "./protocol";

const LINE_END = Buffer.from("\r\n");

/** A body in chunks, and the headers that came after it. */
interface Chunked {
  readonly body: Buffer;
  readonly trailers: Readonly<Record<string, string>>;
}

/** A request as its client had it before the body was cut into chunks: what comes after the body is a header, too. */
export function unchunked(request: WireRequest): WireRequest {
  if (!isChunked(request)) return request;
  const { body, trailers } = dechunked(request.body);
  const { "content-encoding": encoding, ...headers } = request.headers;
  const left = (encoding ?? "").split(",").filter((each) => !["", "aws-chunked"].includes(each.trim()));
  const encodings = left.length === 0 ? {} : { "content-encoding": left.join(",") };
  return { ...request, body, headers: { ...headers, ...encodings, ...trailers } };
}

/** Amazon S3 API Reference, "Signature calculations: transferring payload in multiple chunks". */
function isChunked({ headers }: WireRequest): boolean {
  return (headers["x-amz-content-sha256"] ?? "").startsWith("STREAMING-");
}

/** Each chunk has its length in hexadecimal digits, perhaps with a signature; one of length 0 is the last. */
function dechunked(content: Buffer): Chunked {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = content.indexOf(LINE_END, at);
    const length = /^([0-9a-f]+)(?:;|$)/i.exec(content.subarray(at, Math.max(at, end)).toString("latin1"))?.[1];
    if (end === -1 || length === undefined) throw incomplete();
    const start = end + LINE_END.length;
    const size = parseInt(length, 16);
    if (size === 0)
      return { body: Buffer.concat(chunks), trailers: trailersIn(content.subarray(start).toString("utf8")) };
    if (start + size > content.length) throw incomplete();
    chunks.push(content.subarray(start, start + size));
    at = start + size + LINE_END.length;
  }
}

function trailersIn(text: string): Readonly<Record<string, string>> {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(":"));
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
}

function incomplete(): AwsError {
  return new AwsError("IncompleteBody", "The request body terminated unexpectedly");
}
