import { describeRules } from "../../support";
import { aclInputs, managed, rateLimit, WEB_ACL } from "./firewall";

const INVALID = "WAFInvalidParameterException";

function body(key: string, content = "slow down", contentType = "TEXT_PLAIN") {
  return { key, content, contentType };
}

/** A rule that answers by itself. */
function answering(response: object) {
  return { rules: [{ ...rateLimit(0), action: { block: { customResponse: { responseCode: 429, ...response } } } }] };
}

function header(...names: string[]) {
  return answering({ responseHeaders: names.map((name) => ({ name, value: "60" })) });
}

function inserting(...names: string[]) {
  const insertHeaders = names.map((name) => ({ name, value: "1" }));
  return { rules: [{ ...rateLimit(0), action: { count: { customRequestHandling: { insertHeaders } } } }] };
}

function bodies(count: number) {
  return { customResponseBodies: Array.from({ length: count }, (_, index) => body(`b${index}`)) };
}

function overriding(customResponseBodyKey: string) {
  const actionToUse = { block: { customResponse: { responseCode: 403, customResponseBodyKey } } };
  const ruleActionOverrides = [{ name: "SizeRestrictions_BODY", actionToUse }];
  return { rules: [managed(0, "AWSManagedRulesCommonRuleSet", { ruleActionOverrides })] };
}

describeRules(WEB_ACL, () => ({ inputs: { ...aclInputs("web"), customResponseBodies: [body("slow")] } }), [
  [
    "a status code that it doesn't send",
    answering({ responseCode: 402 }),
    answering({ responseCode: 429 }),
    INVALID,
    "parameter: 402 (rules[0].action.block.customResponse.responseCode)",
  ],
  [
    "a body that isn't there",
    answering({ customResponseBodyKey: "fast" }),
    answering({ customResponseBodyKey: "slow" }),
    INVALID,
    "parameter: fast (rules[0].action.block.customResponse.customResponseBodyKey)",
  ],
  [
    "a body that isn't there, by default",
    { defaultAction: { block: { customResponse: { responseCode: 403, customResponseBodyKey: "fast" } } } },
    { defaultAction: { block: { customResponse: { responseCode: 403, customResponseBodyKey: "slow" } } } },
    INVALID,
    "(defaultAction.block.customResponse.customResponseBodyKey)",
  ],
  [
    "a body that isn't there, in place of a group's action",
    overriding("fast"),
    overriding("slow"),
    INVALID,
    "ruleActionOverrides[0].actionToUse.block.customResponse.customResponseBodyKey)",
  ],
  ["a type beside the body's", header("Content-Type"), header("Retry-After"), INVALID, "content-type (rules[0]"],
  ["a header twice", header("x-a", "X-A"), header("x-a", "x-b"), INVALID, "header names must be unique"],
  ["an inserted header twice", inserting("a", "a"), inserting("a", "b"), INVALID, "header names must be unique"],
  [
    "a body over 4 KB",
    { customResponseBodies: [body("slow", "ü".repeat(2049))] },
    { customResponseBodies: [body("slow", "ü".repeat(2048))] },
    INVALID,
    "at most 4096 bytes",
  ],
  [
    "JSON that is none",
    { customResponseBodies: [body("slow", "slow", "APPLICATION_JSON")] },
    { customResponseBodies: [body("slow", '"slow"', "APPLICATION_JSON")] },
    INVALID,
    "(customResponseBodies[0].content)",
  ],
  [
    "one key for two bodies",
    { customResponseBodies: [body("slow"), body("slow")] },
    { customResponseBodies: [body("slow"), body("fast")] },
    INVALID,
    "(customResponseBodies[1].key)",
  ],
  ["a 51st body", bodies(51), bodies(50), INVALID, "at most 50 bodies"],
]);
