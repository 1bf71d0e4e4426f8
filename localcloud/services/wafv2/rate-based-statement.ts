import { refuse } from "../../model/aws-error";
import { isProperties, number, objects, text, type Properties } from "../../model/values";
import { given, NotModelledError } from "../shared/inputs";
import { INVALID_PARAMETER, invalidParameter, invalidValue, requireExactlyOne, type Choice } from "./invalid-parameter";

/** What requests can be counted by (AWS WAF API Reference, RateBasedStatementCustomKey). */
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

const CUSTOM_KEY: Choice = { members: CUSTOM_KEYS, field: "CUSTOM_KEYS", parameter: "RateBasedStatementCustomKey" };

/** AWS WAF Developer Guide, "Rate-based rule statement": 2 units, and 30 for each custom aggregation key. */
export function capacityOfRateBased(statement: Properties): number {
  return 2 + 30 * objects(statement, "customKeys").length;
}

/** AWS WAF Developer Guide, "Rate-based rule statement". */
export function requireRateBased(statement: Properties, path: string): void {
  if (given(statement, ["scopeDownStatement"]).length > 0) {
    const inputs = [`${path}.scopeDownStatement`];
    throw new NotModelledError("statements inside statements", inputs, "services/wafv2/rate-based-statement.ts");
  }
  const window = number(statement, "evaluationWindowSec");
  if (window !== undefined && !WINDOWS.includes(window)) {
    refuse(
      INVALID_PARAMETER,
      invalidParameter("The parameter contains a value that is not valid.", "EVALUATION_WINDOW_SEC", String(window)),
      `${path}.evaluationWindowSec`,
    );
  }
  requireAggregation(statement, path);
}

/** The type of aggregation decides which other settings are needed, and which are refused. */
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
    requireExactlyOne(key, "", CUSTOM_KEY, `${path}.customKeys[${index}]`);
    requireUniqueTransformationPriorities(key, `${path}.customKeys[${index}]`);
  });
  requireMoreThanAddresses(keys, statement, path);
}

/** AWS WAF API Reference, TextTransformation: each has a priority of its own. */
function requireUniqueTransformationPriorities(key: Properties, path: string): void {
  for (const [kind, settings] of Object.entries(key)) {
    const priorities = isProperties(settings)
      ? objects(settings, "textTransformations").map(({ priority }) => priority)
      : [];
    if (new Set(priorities).size === priorities.length) continue;
    refuse(
      INVALID_PARAMETER,
      invalidValue("priorities must be unique", "TEXT_TRANSFORMATION", "Priority"),
      `${path}.${kind}.textTransformations`,
    );
  }
}

/**
 * AWS WAF API Reference, RateBasedStatementCustomKey: an address needs a second key, and a forwarded address needs the
 * header that holds it.
 */
function requireMoreThanAddresses(keys: readonly Properties[], statement: Properties, path: string): void {
  const [only, ...others] = keys;
  const isForwarded = keys.some((key) => given(key, ["forwardedIp"]).length > 0);
  const isAlone = only !== undefined && others.length === 0 && given(only, ["ip", "forwardedIp"]).length > 0;
  const lacksHeader = isForwarded && given(statement, ["forwardedIpConfig"]).length === 0;
  if (!isAlone && !lacksHeader) return;
  const missing = isAlone ? "a key beside the address" : "the header of the forwarded address";
  refuse(
    INVALID_PARAMETER,
    invalidParameter(
      `You have specified an aggregation that its settings don't fit: ${missing} is missing.`,
      "RATE_BASED_STATEMENT",
      "CUSTOM_KEYS",
    ),
    isAlone ? `${path}.customKeys` : `${path}.forwardedIpConfig`,
  );
}

/** Refuses settings that the type of aggregation needs and lacks, or that belong to another type. */
function requireGivenFor(typeOfSettings: string, type: string, isGiven: boolean, input: string): void {
  const isNeeded = typeOfSettings === type;
  if (isNeeded === isGiven || isForwardedIpKey(typeOfSettings, type)) return;
  refuse(
    INVALID_PARAMETER,
    invalidParameter("You have specified an aggregation that its settings don't fit.", "RATE_BASED_STATEMENT", type),
    input,
  );
}

/** A custom key may be the forwarded address too. */
function isForwardedIpKey(typeOfSettings: string, type: string): boolean {
  return typeOfSettings === "FORWARDED_IP" && type === "CUSTOM_KEYS";
}
