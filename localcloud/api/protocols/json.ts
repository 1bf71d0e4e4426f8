import { AwsError } from "../../model/aws-error";
import { isProperties, type Properties } from "../../model/values";
import type { Scalar, ServiceModel } from "../model";
import { type Protocol, queryErrorHeader, requestIdHeader, type WireResponse } from "./protocol";
import { byType, mapped, MILLISECONDS, refuseValue, scalarOfOutput, type ScalarTable, typed } from "./values";

/** AWS JSON 1.0 and 1.1 (Smithy, "AWS JSON 1.0 protocol", "AWS JSON 1.1 protocol"). */
export const JSON_PROTOCOL: Protocol = {
  name: "AWS JSON",
  targetOf: ({ headers }) => {
    const [api, operation] = (headers["x-amz-target"] ?? "").split(".");
    return api === undefined || operation === undefined ? undefined : { api, operation };
  },
  readInput: ({ body }, { model, operation }) => {
    const content = parsed(body.toString("utf8"));
    const { input } = model.operations[operation] ?? {};
    return input === undefined ? {} : (mapped({ model, scalar: scalarOfInput }, input, content) as Properties);
  },
  writeOutput: (output, { model, operation, requestId }) => {
    const shape = model.operations[operation]?.output;
    const body = shape === undefined ? {} : mapped({ model, scalar: written }, shape, output);
    return response(200, body, model, requestIdHeader(requestId));
  },
  writeError: (error, requestId, spoken) =>
    response(error.status, { __type: error.code, message: error.message }, spoken?.model, {
      ...requestIdHeader(requestId),
      ...queryErrorHeader(error, spoken?.model),
    }),
};

function response(
  status: number,
  body: unknown,
  model: ServiceModel | undefined,
  headers: Readonly<Record<string, string>>,
): WireResponse {
  const type = `application/x-amz-json-${model?.jsonVersion ?? "1.1"}`;
  return { status, headers: { "content-type": type, ...headers }, body: JSON.stringify(body) };
}

function parsed(body: string): Properties {
  try {
    const content: unknown = JSON.parse(body === "" ? "{}" : body);
    return isProperties(content) ? content : refuseValue(content, "body");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new AwsError("SerializationException", `the body isn't JSON: ${error.message}`, "");
  }
}

const integer: ScalarTable[Scalar] = (value, path) => (Number.isInteger(value) ? value : refuseValue(value, path));

const scalarOfInput = byType({
  boolean: typed("boolean"),
  ...{ integer, long: integer, float: numberOf, double: numberOf },
  timestamp: (value, path) => numberOf(value, path) * MILLISECONDS,
  isoTimestamp: (value) => Date.parse(String(value)),
  ...{ string: typed("string"), blob: typed("string") },
});

/** NaN and the infinities are text in JSON. */
function numberOf(value: unknown, path: string): number {
  if (typeof value === "number") return value;
  return ["NaN", "Infinity", "-Infinity"].includes(String(value)) ? Number(value) : refuseValue(value, path);
}

function written(type: Scalar, value: unknown, path: string): unknown {
  const scalar = scalarOfOutput(type, value, path);
  if (type === "timestamp") return Number(scalar) / MILLISECONDS;
  if (type === "isoTimestamp") return new Date(Number(scalar)).toISOString();
  return typeof scalar === "number" && !Number.isFinite(scalar) ? String(scalar) : scalar;
}
