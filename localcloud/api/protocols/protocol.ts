import type { Properties } from "../../model/values";
import type { ServiceModel } from "../model";

/** A request as it came in. */
export interface WireRequest {
  readonly method: string;
  /** As it was sent, with its escapes. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** An answer to be sent. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** What a request is for. */
export interface Target {
  /** Beginning of the target, or version of the API: tells the service where the signature doesn't. */
  readonly api: string;
  readonly operation: string;
}

/** An operation of a service, whose shapes say how values are written. */
export interface Spoken {
  readonly model: ServiceModel;
  readonly operation: string;
  readonly requestId: string;
}

/** An error as AWS tells it. */
export interface WireError {
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

/**
 * A wire format of AWS. Values in between have the names of AWS's members; timestamps are milliseconds since the
 * epoch, and blobs text in base 64.
 */
export interface Protocol {
  readonly name: string;
  /** What a request is for; undefined for a request in another protocol. */
  targetOf(request: WireRequest): Target | undefined;
  /** @throws {AwsError} for what can't be read. */
  readInput(request: WireRequest, spoken: Spoken): Properties;
  writeOutput(output: Properties, spoken: Spoken): WireResponse;
  /**
   * @param spoken undefined where the service or the operation isn't known
   * @param request what is answered
   */
  writeError(
    error: WireError,
    requestId: string,
    spoken: Pick<Spoken, "model"> | undefined,
    request: WireRequest,
  ): WireResponse;
}

/** The header by which AWS's clients quote a request. */
export function requestIdHeader(requestId: string): Readonly<Record<string, string>> {
  return { "x-amzn-requestid": requestId };
}

/**
 * A code with the one that the service had while it spoke the query protocol (Smithy, "awsQueryCompatible trait").
 */
export function queryErrorHeader(
  { code, status }: WireError,
  model: ServiceModel | undefined,
): Readonly<Record<string, string>> {
  if (model?.queryErrors === undefined) return {};
  const name = bareCode(code);
  return { "x-amzn-query-error": `${model.queryErrors[name] ?? name};${status < 500 ? "Sender" : "Receiver"}` };
}

/** A code without the namespace in which its shape may stand. */
export function bareCode(code: string): string {
  return code.slice(code.lastIndexOf("#") + 1);
}
