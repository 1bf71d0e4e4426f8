import { isProperties, number, objects, text, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { NotModelledError } from "../shared/not-modelled";
import { requireExactlyOne } from "./exactly-one";
import { invalidParameter } from "./refusal";
import type { StatementKind } from "./statement-kind";

const CUSTOM_KEYS = [
  "asn",
  "cookie",
  "forwardedIp",
  "header",
  "httpMethod",
  "ip",
  "ja3Fingerprint",
  "ja4Fingerprint",
  "labelNamespace",
  "queryArgument",
  "queryString",
  "uriPath",
];

/** Seconds over which requests can be counted (AWS WAF API Reference, RateBasedStatement). */
const WINDOWS = [60, 120, 300, 600];

/** AWS WAF Developer Guide, "Rate-based rule statement": 2 units, and 30 for each custom aggregation key. */
export const rateBased: StatementKind = {
  input: "rateBasedStatement",
  isGroup: false,
  capacity: (statement) => 2 + 30 * objects(statement, "customKeys").length,
  require: requireRateBased,
};

function requireRateBased(statement: Properties, path: string): void {
  if (given(statement, ["scopeDownStatement"]).length > 0) {
    const inputs = [`${path}.scopeDownStatement`];
    throw new NotModelledError("statements inside statements", inputs, "services/wafv2/rate-based-statement.ts");
  }
  const window = number(statement, "evaluationWindowSec");
  if (window !== undefined && !WINDOWS.includes(window)) {
    throw invalidParameter({
      reason: "The parameter contains a value that is not valid.",
      field: "EVALUATION_WINDOW_SEC",
      parameter: String(window),
      input: `${path}.evaluationWindowSec`,
    });
  }
  requireAggregation(statement, path);
}

/** What requests are counted by says what else has to be told. */
function requireAggregation(statement: Properties, path: string): void {
  const type = text(statement, "aggregateKeyType") ?? "IP";
  const keys = objects(statement, "customKeys");
  requireGivenFor(
    "FORWARDED_IP",
    type,
    given(statement, ["forwardedIpConfig"]).length > 0,
    `${path}.forwardedIpConfig`,
  );
  requireGivenFor("CUSTOM_KEYS", type, keys.length > 0, `${path}.customKeys`);
  requireGivenFor("CONSTANT", type, false, `${path}.scopeDownStatement`);
  keys.forEach((key, index) => {
    const choice = { members: CUSTOM_KEYS, field: "CUSTOM_KEYS", parameter: "RateBasedStatementCustomKey" };
    requireExactlyOne(key, "", choice, `${path}.customKeys[${index}]`);
    requireOrder(key, `${path}.customKeys[${index}]`);
  });
  requireMoreThanAddresses(keys, statement, path);
}

/** AWS WAF API Reference, TextTransformation: each has a priority of its own. */
function requireOrder(key: Properties, path: string): void {
  for (const [kind, settings] of Object.entries(key)) {
    const priorities = isProperties(settings)
      ? objects(settings, "textTransformations").map(({ priority }) => priority)
      : [];
    if (new Set(priorities).size === priorities.length) continue;
    throw invalidParameter({
      reason: "The parameter contains a value that is not valid: a priority stands once.",
      field: "TEXT_TRANSFORMATION",
      parameter: "Priority",
      input: `${path}.${kind}.textTransformations`,
    });
  }
}

/** AWS WAF API Reference, RateBasedStatementCustomKey: an address needs another key beside it, a forwarded one its header. */
function requireMoreThanAddresses(keys: readonly Properties[], statement: Properties, path: string): void {
  const [only, ...others] = keys;
  const isForwarded = keys.some((key) => given(key, ["forwardedIp"]).length > 0);
  const isAlone = only !== undefined && others.length === 0 && given(only, ["ip", "forwardedIp"]).length > 0;
  const lacksHeader = isForwarded && given(statement, ["forwardedIpConfig"]).length === 0;
  if (!isAlone && !lacksHeader) return;
  throw invalidParameter({
    reason: `You have specified an aggregation that its settings don't fit: ${isAlone ? "a key beside the address" : "the header of the forwarded address"} is missing.`,
    field: "RATE_BASED_STATEMENT",
    parameter: "CUSTOM_KEYS",
    input: isAlone ? `${path}.customKeys` : `${path}.forwardedIpConfig`,
  });
}

function requireGivenFor(wanting: string, type: string, isGiven: boolean, input: string): void {
  const isWanted = wanting === type;
  if (isWanted === isGiven || isForwardedIpKey(wanting, type)) return;
  throw invalidParameter({
    reason: "You have specified an aggregation that its settings don't fit.",
    field: "RATE_BASED_STATEMENT",
    parameter: type,
    input,
  });
}

/** A custom key may be the forwarded address too. */
function isForwardedIpKey(wanting: string, type: string): boolean {
  return wanting === "FORWARDED_IP" && type === "CUSTOM_KEYS";
}
