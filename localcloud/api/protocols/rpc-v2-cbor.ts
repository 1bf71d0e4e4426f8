import { AwsError } from "../../model/aws-error";
import { isProperties, type Properties } from "../../model/values";
import type { Scalar } from "../model";
import { CborTime, decoded, encoded } from "./cbor";
import { type Protocol, queryErrorHeader, requestIdHeader, type WireResponse } from "./protocol";
import { byType, mapped, refuseValue, scalarOfOutput, typed } from "./values";

const PATH = /^\/service\/([^/]+)\/operation\/([^/]+)\/?$/;

/** Smithy RPC v2 CBOR (Smithy, "Smithy RPC v2 CBOR protocol"), in which the newer SDKs talk to CloudWatch. */
export const RPC_V2_CBOR_PROTOCOL: Protocol = {
  name: "Smithy RPC v2 CBOR",
  targetOf: ({ path, headers }) => {
    if (headers["smithy-protocol"] !== "rpc-v2-cbor") return undefined;
    const [, api, operation] = PATH.exec(path) ?? [];
    return api === undefined || operation === undefined ? undefined : { api, operation };
  },
  readInput: ({ body }, { model, operation }) => {
    const content = body.length === 0 ? {} : parsed(body);
    const { input } = model.operations[operation] ?? {};
    return input === undefined ? {} : (mapped({ model, scalar: scalarOfInput }, input, content) as Properties);
  },
  writeOutput: (output, { model, operation, requestId }) => {
    const shape = model.operations[operation]?.output;
    const body = shape === undefined ? {} : mapped({ model, scalar: written }, shape, output);
    return response(200, body, requestIdHeader(requestId));
  },
  writeError: (error, requestId, spoken) =>
    response(
      error.status,
      { __type: error.code, message: error.message },
      {
        ...requestIdHeader(requestId),
        ...queryErrorHeader(error, spoken?.model),
      },
    ),
};

function response(status: number, body: unknown, headers: Readonly<Record<string, string>>): WireResponse {
  const usual = { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" };
  return { status, headers: { ...usual, ...headers }, body: encoded(body) };
}

function parsed(body: Buffer): Properties {
  try {
    const content = decoded(body);
    return isProperties(content) ? content : refuseValue(content, "body");
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AwsError("SerializationException", error.message, "");
  }
}

const number = typed("number");

const scalarOfInput = byType({
  ...{ boolean: typed("boolean"), string: typed("string") },
  ...{ integer: number, long: number, float: number, double: number, timestamp: timeOf, isoTimestamp: timeOf },
  blob: (value, path) => (value instanceof Buffer ? value.toString("base64") : refuseValue(value, path)),
});

function timeOf(value: unknown, path: string): number {
  return value instanceof CborTime ? value.milliseconds : refuseValue(value, path);
}

function written(type: Scalar, value: unknown, path: string): unknown {
  const scalar = scalarOfOutput(type, value, path);
  if (type === "timestamp" || type === "isoTimestamp") return new CborTime(Number(scalar));
  return type === "blob" ? Buffer.from(String(scalar), "base64") : scalar;
}
