import { BlockList, isIPv6 } from "node:net";
import { object, objects, text, texts, type Properties } from "../../model/values";
import type { RequestFacts } from "./request";
import { wildcardExpression } from "./wildcard";

/** Whether a request meets a condition. */
export type Condition = (request: RequestFacts) => boolean;

/**
 * The conditions of a rule, all of which a request has to meet (User Guide for Application Load Balancers, "Condition
 * types for listener rules").
 */
export function conditionsOf(rule: Properties): Condition[] {
  return objects(rule, "conditions").flatMap((condition) =>
    KINDS.flatMap(({ input, compile }) => {
      const settings = input === "queryStrings" ? condition : object(condition, input);
      return settings === undefined || condition[input] === undefined ? [] : [compile(settings)];
    }),
  );
}

const KINDS: readonly { readonly input: string; readonly compile: (settings: Properties) => Condition }[] = [
  { input: "hostHeader", compile: hostCondition },
  { input: "pathPattern", compile: pathCondition },
  { input: "httpHeader", compile: headerCondition },
  { input: "httpRequestMethod", compile: methodCondition },
  { input: "queryStrings", compile: queryCondition },
  { input: "sourceIp", compile: sourceCondition },
];

/** Host conditions: not case-sensitive. */
function hostCondition(settings: Properties): Condition {
  const patterns = patternsOf(settings, false);
  return ({ host }) => patterns.some((pattern) => pattern.test(host));
}

/** Path conditions: case-sensitive, compared with the path alone. */
function pathCondition(settings: Properties): Condition {
  const patterns = patternsOf(settings, true);
  return ({ path }) => patterns.some((pattern) => pattern.test(path));
}

/** HTTP header conditions: neither the name nor the value is case-sensitive. */
function headerCondition(settings: Properties): Condition {
  const name = (text(settings, "httpHeaderName") ?? "").toLowerCase();
  const patterns = patternsOf(settings, false);
  return (request) => request.header(name).some((value) => patterns.some((pattern) => pattern.test(value)));
}

/** HTTP request method conditions: case-sensitive and without wildcards. */
function methodCondition(settings: Properties): Condition {
  const methods = texts(settings, "values");
  return ({ method }) => methods.includes(method);
}

/** Query string conditions: not case-sensitive; one without key looks at the values alone. */
function queryCondition(settings: Properties): Condition {
  const pairs = objects(settings, "queryStrings").map((pair) => {
    const key = text(pair, "key");
    return {
      key: key === undefined ? undefined : wildcardExpression(key, false),
      value: wildcardExpression(text(pair, "value") ?? "", false),
    };
  });
  return ({ query }) =>
    query
      .split("&")
      .map(splitPair)
      .some((given) => pairs.some(({ key, value }) => (key?.test(given.key) ?? true) && value.test(given.value)));
}

function splitPair(pair: string): { readonly key: string; readonly value: string } {
  const at = pair.indexOf("=");
  return at < 0 ? { key: "", value: pair } : { key: pair.slice(0, at), value: pair.slice(at + 1) };
}

/** Source IP address conditions: the address of the connection, never one of `X-Forwarded-For`. */
function sourceCondition(settings: Properties): Condition {
  const blocks = new BlockList();
  for (const value of texts(settings, "values")) {
    const [address = "", prefix = ""] = value.split("/");
    blocks.addSubnet(address, Number(prefix), isIPv6(address) ? "ipv6" : "ipv4");
  }
  return ({ sourceAddress }) => blocks.check(sourceAddress, isIPv6(sourceAddress) ? "ipv6" : "ipv4");
}

/** Values with wildcards, or regular expressions. */
function patternsOf(settings: Properties, isCaseSensitive: boolean): RegExp[] {
  const wildcards = texts(settings, "values").map((value) => wildcardExpression(value, isCaseSensitive));
  const expressions = texts(settings, "regexValues").map((value) => new RegExp(value, isCaseSensitive ? "" : "i"));
  return [...wildcards, ...expressions];
}
