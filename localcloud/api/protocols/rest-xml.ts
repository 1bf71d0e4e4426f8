import type { Properties } from "../../model/values";
import { isProperties, text } from "../../model/values";
import { API_MODELS, type ServiceModel, type Shape, shapeOf, type ShapeName } from "../model";
import { scopeOf } from "../scope";
import { unchunked } from "./aws-chunked";
import { bareCode, type Protocol, requestIdHeader, type WireRequest } from "./protocol";
import { boundInput, boundOutput } from "./rest-bindings";
import { routed } from "./rest-routes";
import { addressed } from "./virtual-host";
import { element, escaped, membersInXml } from "./xml";
import { membersOfXml, parsedXml } from "./xml-reader";

type Structure = Extract<Shape, { readonly type: "structure" }>;

const NONE: Structure = { type: "structure", members: {} };

/** Statuses of answers without a body (RFC 9110, "Status codes"). */
const WITHOUT_BODY = [204, 304];

/** AWS REST XML (Smithy, "AWS restXml protocol"), in which Amazon S3 talks. */
export const REST_XML_PROTOCOL: Protocol = {
  name: "AWS REST XML",
  targetOf: (request) => {
    const model = modelOf(request);
    const found = model && routed(model, addressed(request));
    return found && { api: model.apiVersion, operation: found.operation };
  },
  readInput: (request, { model, operation }) => {
    const wire = unchunked(addressed(request));
    const { input } = model.operations[operation] ?? {};
    const found = routed(model, wire);
    if (input === undefined || found === undefined) return {};
    const shape = structureOf(model, input);
    return { ...boundInput(model, shape, wire, found), ...bodyInput(model, input, shape, wire.body) };
  },
  writeOutput: (output, { model, operation, requestId }) => {
    const { output: name = "", http } = model.operations[operation] ?? {};
    const shape = structureOf(model, name);
    const { headers, status = http?.status ?? usualStatus(output) } = boundOutput(model, shape, output);
    const body = hasBody(http?.method, status) ? bodyOutput(model, name, shape, output) : "";
    return { status, headers: { ...idHeaders(requestId), ...typeOf(body), ...headers }, body };
  },
  writeError: ({ code, message, status }, requestId, _spoken, { method }) => {
    const parts = { Code: bareCode(code), Message: message, RequestId: requestId };
    const content = Object.entries(parts).map(([name, value]) => element(name, escaped(value)));
    const isTold = hasBody(method, status);
    const body = isTold ? DECLARATION + element("Error", content.join("")) : "";
    return { status, headers: { ...idHeaders(requestId), ...(isTold && XML_TYPE) }, body };
  },
};

const XML_TYPE: Readonly<Record<string, string>> = { "content-type": "application/xml" };

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** What isn't XML has the type that its object has. */
function typeOf(body: string | Buffer): Readonly<Record<string, string>> {
  return typeof body === "string" && body !== "" ? XML_TYPE : {};
}

function hasBody(method: string | undefined, status: number): boolean {
  return method !== "HEAD" && !WITHOUT_BODY.includes(status);
}

/** RFC 9110, "206 Partial Content": S3 answers so where a range was asked for. */
function usualStatus({ ContentRange }: Properties): number {
  return ContentRange === undefined ? 200 : 206;
}

/** The service is that of the signature: nothing else in a request tells it. */
function modelOf(request: WireRequest): ServiceModel | undefined {
  const { service } = scopeOf(request);
  return Object.values(API_MODELS.services).find(
    ({ signingName, protocols }) => signingName === service && protocols.includes("rest-xml"),
  );
}

/** Amazon S3 quotes requests by a header of its own. */
function idHeaders(requestId: string): Readonly<Record<string, string>> {
  return { ...requestIdHeader(requestId), "x-amz-request-id": requestId };
}

function structureOf(model: ServiceModel, name: ShapeName): Structure {
  const shape = shapeOf(model, name);
  return shape?.type === "structure" ? shape : NONE;
}

function bodyInput(model: ServiceModel, name: ShapeName, shape: Structure, body: Buffer): Properties {
  const { payload, places = {} } = shape;
  if (payload === undefined) {
    const isInBody = Object.keys(shape.members).some((member) => places[member] === undefined);
    return isInBody && body.length > 0 ? membersOfXml(model, name, parsedXml(body.toString("utf8"))) : {};
  }
  const below = shape.members[payload] ?? "";
  if (shapeOf(model, below) === undefined) return { [payload]: body.toString("base64") };
  return body.length === 0 ? {} : { [payload]: membersOfXml(model, below, parsedXml(body.toString("utf8"))) };
}

/** The body of an answer. Clients don't look at the name of its outermost element. */
function bodyOutput(model: ServiceModel, name: ShapeName, shape: Structure, output: Properties): string | Buffer {
  const { payload, places = {} } = shape;
  if (payload !== undefined) return payloadOutput(model, shape, payload, output);
  const members = Object.keys(shape.members).filter((member) => places[member] === undefined);
  if (members.length === 0) return "";
  const inBody = Object.fromEntries(members.map((member) => [member, output[member]]));
  return inXml(name.replace(/Output$/, "Result"), membersInXml(model, name, inBody));
}

/** A member that is the body by itself. */
function payloadOutput(model: ServiceModel, shape: Structure, payload: string, output: Properties): string | Buffer {
  const below = shape.members[payload] ?? "";
  if (shapeOf(model, below) === undefined) return Buffer.from(text(output, payload) ?? "", "base64");
  const value = output[payload];
  return isProperties(value) ? inXml(shape.names?.[payload] ?? payload, membersInXml(model, below, value)) : "";
}

function inXml(name: string, content: string): string {
  return `${DECLARATION}<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${name}>`;
}
