import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { isProperties, number, objects, text, valuesAt, type Properties } from "../../model/values";
import { isJson } from "../shared/inputs";
import { INVALID_PARAMETER, invalidValue } from "./invalid-parameter";

const FIELD = "CUSTOM_RESPONSE";

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
const ACTIONS_WITH_REQUEST_HANDLING = ["allow", "captcha", "challenge", "count"];

/**
 * What AWS WAF refuses in a web ACL's own responses, and in the headers that it adds to requests (AWS WAF Developer
 * Guide, "Customized web requests and responses").
 */
export const customResponseRules: readonly Rule[] = [requireBodies, requireResponses, requireInsertedHeaders];

function requireBodies({ inputs }: Operation): void {
  const bodies = objects(inputs, "customResponseBodies");
  if (bodies.length > MOST_BODIES)
    refuse(
      INVALID_PARAMETER,
      invalidValue(`at most ${MOST_BODIES} bodies`, FIELD, String(bodies.length)),
      "customResponseBodies",
    );
  bodies.forEach((body, index) => {
    const path = `customResponseBodies[${index}]`;
    const content = text(body, "content") ?? "";
    if (bodies.findIndex(({ key }) => key === body.key) < index)
      refuse(INVALID_PARAMETER, invalidValue("keys must be unique", FIELD, String(body.key)), `${path}.key`);
    if (Buffer.byteLength(content) > MOST_BODY_BYTES) {
      refuse(
        INVALID_PARAMETER,
        invalidValue(`a body has at most ${MOST_BODY_BYTES} bytes`, FIELD, String(Buffer.byteLength(content))),
        `${path}.content`,
      );
    }
    if (body.contentType === "APPLICATION_JSON" && !isJson(content))
      refuse(INVALID_PARAMETER, invalidValue("it isn't JSON", FIELD, content), `${path}.content`);
  });
}

function requireResponses({ inputs }: Operation): void {
  const keys = objects(inputs, "customResponseBodies").map(({ key }) => key);
  for (const { path, value } of objectsInActions(inputs, ["block.customResponse"])) {
    const code = number(value, "responseCode");
    if (code !== undefined && !STATUS_CODES.includes(code))
      refuse(INVALID_PARAMETER, invalidValue("no such status code", FIELD, String(code)), `${path}.responseCode`);
    const key = text(value, "customResponseBodyKey");
    if (key !== undefined && !keys.includes(key))
      refuse(INVALID_PARAMETER, invalidValue("no such body", FIELD, key), `${path}.customResponseBodyKey`);
    const names = objects(value, "responseHeaders").map(({ name }) => String(name).toLowerCase());
    if (names.includes("content-type"))
      refuse(
        INVALID_PARAMETER,
        invalidValue("the body sets the content type", FIELD, "content-type"),
        `${path}.responseHeaders`,
      );
    requireUniqueHeaders(names, `${path}.responseHeaders`);
  }
}

function requireInsertedHeaders({ inputs }: Operation): void {
  for (const { path, value } of objectsInActions(
    inputs,
    ACTIONS_WITH_REQUEST_HANDLING.map((action) => `${action}.customRequestHandling`),
  )) {
    const names = objects(value, "insertHeaders").map(({ name }) => String(name).toLowerCase());
    requireUniqueHeaders(names, `${path}.insertHeaders`);
  }
}

function objectsInActions(inputs: Properties, within: readonly string[]): { path: string; value: Properties }[] {
  const reached = ACTIONS.flatMap((action) => within.flatMap((path) => valuesAt(inputs, `${action}.${path}`)));
  return reached.flatMap(({ path, value }) => (isProperties(value) ? [{ path, value }] : []));
}

function requireUniqueHeaders(names: readonly string[], path: string): void {
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined)
    refuse(INVALID_PARAMETER, invalidValue("header names must be unique", FIELD, repeated), path);
}
