import type { WireRequest } from "./protocols/protocol";

/** A signature names key, date, region and service (AWS Signature Version 4, "credential scope"). */
const SCOPE = /(?:Credential=|^)[^/]+\/\d{8}\/([^/]*)\/([^/]+)\/aws4_request/;

/** Region and service that a request was signed for; the signature itself is not verified. */
export interface Scope {
  readonly region: string;
  readonly service: string;
}

/** Region of requests that nothing signed. */
const USUAL_REGION = "us-east-1";

/** A signature stands in a header, or in the query of an address that is given away. */
export function scopeOf({ headers, query }: Pick<WireRequest, "headers" | "query">): Scope {
  const signature = headers.authorization ?? query.get("X-Amz-Credential") ?? "";
  const [, region = USUAL_REGION, service = ""] = SCOPE.exec(signature) ?? [];
  return { region, service };
}
