import type { Operation, Rule } from "../../model/resource-type";
import { isProperties, number, objects, text, valuesAt, type Properties } from "../../model/values";
import { isJson } from "../shared/json";
import { invalidParameter } from "./refusal";

/** AWS WAF Developer Guide, "Supported status codes for custom responses". */
const STATUS_CODES = [
  ...[200, 201, 202, 204, 206, 300, 301, 302, 303, 304, 307, 308],
  ...[400, 401, 403, 404, 405, 408, 409, 411, 412, 413, 414, 415, 416, 421, 429],
  ...[500, 501, 502, 503, 504, 505],
];

/** AWS WAF Developer Guide, "AWS WAF quotas". */
const MOST_BODIES = 50;
const MOST_BODY_BYTES = 4096;

const ACTIONS = [
  "defaultAction",
  "rules[].action",
  "rules[].statement.managedRuleGroupStatement.ruleActionOverrides[].actionToUse",
];
const HANDLED = ["allow", "captcha", "challenge", "count"];

/** What a web ACL answers by itself, and what it adds to requests (AWS WAF Developer Guide, "Customized web requests and responses"). */
export const customResponseRules: readonly Rule[] = [requireBodies, requireResponses, requireInsertedHeaders];

function requireBodies({ inputs }: Operation): void {
  const bodies = objects(inputs, "customResponseBodies");
  if (bodies.length > MOST_BODIES)
    refuse(`at most ${MOST_BODIES} bodies`, String(bodies.length), "customResponseBodies");
  bodies.forEach((body, index) => {
    const path = `customResponseBodies[${index}]`;
    const content = text(body, "content") ?? "";
    if (bodies.findIndex(({ key }) => key === body.key) < index)
      refuse("a key stands once", String(body.key), `${path}.key`);
    if (Buffer.byteLength(content) > MOST_BODY_BYTES) {
      refuse(`a body has at most ${MOST_BODY_BYTES} bytes`, String(Buffer.byteLength(content)), `${path}.content`);
    }
    if (body.contentType === "APPLICATION_JSON" && !isJson(content))
      refuse("it is no JSON", content, `${path}.content`);
  });
}

function requireResponses({ inputs }: Operation): void {
  const keys = objects(inputs, "customResponseBodies").map(({ key }) => key);
  for (const { path, value } of found(inputs, ["block.customResponse"])) {
    const code = number(value, "responseCode");
    if (code !== undefined && !STATUS_CODES.includes(code))
      refuse("no such status code", String(code), `${path}.responseCode`);
    const key = text(value, "customResponseBodyKey");
    if (key !== undefined && !keys.includes(key)) refuse("no such body", key, `${path}.customResponseBodyKey`);
    const names = objects(value, "responseHeaders").map(({ name }) => String(name).toLowerCase());
    if (names.includes("content-type")) refuse("the body says its type", "content-type", `${path}.responseHeaders`);
    requireOnce(names, `${path}.responseHeaders`);
  }
}

function requireInsertedHeaders({ inputs }: Operation): void {
  for (const { path, value } of found(
    inputs,
    HANDLED.map((action) => `${action}.customRequestHandling`),
  )) {
    const names = objects(value, "insertHeaders").map(({ name }) => String(name).toLowerCase());
    requireOnce(names, `${path}.insertHeaders`);
  }
}

function found(inputs: Properties, within: readonly string[]): { path: string; value: Properties }[] {
  const reached = ACTIONS.flatMap((action) => within.flatMap((path) => valuesAt(inputs, `${action}.${path}`)));
  return reached.flatMap(({ path, value }) => (isProperties(value) ? [{ path, value }] : []));
}

function requireOnce(names: readonly string[], path: string): void {
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined) refuse("a header stands once", repeated, path);
}

function refuse(why: string, parameter: string, input: string): never {
  const reason = `The parameter contains a value that is not valid: ${why}.`;
  throw invalidParameter({ reason, field: "CUSTOM_RESPONSE", parameter, input });
}
