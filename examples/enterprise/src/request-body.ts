import type { IncomingMessage } from "node:http";

const LARGEST_BODY = 16 * 1024;

/** Thrown for a request that can't be understood; tells the client why. */
export class BadRequest extends Error {
  override readonly name = "BadRequest";

  constructor(
    readonly status: 400 | 413,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The object in JSON that a client sent.
 * @throws {BadRequest} when it is anything else, or too large.
 */
export async function jsonBody(request: IncomingMessage): Promise<object> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new BadRequest(413, `the body may have ${LARGEST_BODY} bytes`);
    chunks.push(chunk);
  }
  const content = parsed(Buffer.concat(chunks).toString());
  if (typeof content === "object" && content !== null && !Array.isArray(content)) return content;
  throw new BadRequest(400, "the body must be an object in JSON");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
