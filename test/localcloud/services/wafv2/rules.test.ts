import { describeRules } from "../../support";
import { aclInputs, rateLimit, visibility, WEB_ACL } from "./firewall";

const INVALID = "WAFInvalidParameterException";

function labelMatch(scope: string, key: string) {
  const statement = { labelMatchStatement: { scope, key } };
  return { rules: [{ name: "Labels", priority: 0, action: { count: {} }, statement, ...visibility("Labels") }] };
}

function labelled(name: string) {
  return { rules: [{ ...rateLimit(0), ruleLabels: [{ name }] }] };
}

function counting(...customKeys: object[]) {
  return { rules: [rateLimit(0, { aggregateKeyType: "CUSTOM_KEYS", customKeys })] };
}

function header(...priorities: number[]) {
  const textTransformations = priorities.map((priority) => ({ priority, type: "LOWERCASE" }));
  return counting({ header: { name: "x-team", textTransformations } });
}

function challenging(immunityTime: number) {
  const challengeConfig = { immunityTimeProperty: { immunityTime } };
  return { rules: [{ ...rateLimit(0), action: { challenge: {} }, challengeConfig }] };
}

function countries(...countryCodes: string[]) {
  const statement = { geoMatchStatement: { countryCodes } };
  return { rules: [{ name: "Countries", priority: 0, action: { block: {} }, statement, ...visibility("Countries") }] };
}

const FORWARDED = { headerName: "X-Forwarded-For", fallbackBehavior: "MATCH" };
const BY_FORWARDED = { aggregateKeyType: "CUSTOM_KEYS", customKeys: [{ forwardedIp: {} }, { httpMethod: {} }] };

describeRules(WEB_ACL, () => ({ inputs: aclInputs("web") }), [
  ["a label of AWS", labelled("awswaf:managed:bad"), labelled("team:bad"), INVALID, "(rules[0].ruleLabels[0].name)"],
  [
    "a namespace without its colon",
    labelMatch("NAMESPACE", "awswaf:managed:aws:bot-control"),
    labelMatch("NAMESPACE", "awswaf:managed:aws:bot-control:"),
    INVALID,
    "a namespace ends with a colon",
  ],
  [
    "a label with a colon at its end",
    labelMatch("LABEL", "team:bad:"),
    labelMatch("LABEL", "team:bad"),
    INVALID,
    "a label ends without one",
  ],
  [
    "less than five minutes after a challenge",
    challenging(299),
    challenging(300),
    INVALID,
    "at least 300 seconds., field: CHALLENGE_CONFIG, parameter: 299 (rules[0].challengeConfig",
  ],
  ["no country", countries(), countries("DE"), INVALID, "(rules[0].statement.geoMatchStatement.countryCodes)"],
  [
    "the address as the only key",
    counting({ ip: {} }),
    counting({ ip: {} }, { httpMethod: {} }),
    INVALID,
    "a key beside the address is missing",
  ],
  [
    "a forwarded address without its header",
    { rules: [rateLimit(0, BY_FORWARDED)] },
    { rules: [rateLimit(0, { ...BY_FORWARDED, forwardedIpConfig: FORWARDED })] },
    INVALID,
    "(rules[0].statement.rateBasedStatement.forwardedIpConfig)",
  ],
  [
    "two transformations of one priority",
    header(0, 0),
    header(0, 1),
    INVALID,
    "(rules[0].statement.rateBasedStatement.customKeys[0].header.textTransformations)",
  ],
]);
