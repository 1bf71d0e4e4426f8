import { describeLimits } from "../../limits/inputs";

const x = (length: number) => "x".repeat(length);

describeLimits("aws:wafv2/webAcl:WebAcl", [
  ["name", "proof pix", "proof_pix-1", "ValidationException", "regular expression pattern: ^[\\w\\-]+$"],
  ["name", x(129), x(128), "ValidationException", "less than or equal to 128"],
  ["description", "WAF (ours)", "WAF: ours", "ValidationException", "at 'description'"],
  ["scope", "GLOBAL", "CLOUDFRONT", "ValidationException", "[CLOUDFRONT, REGIONAL]"],
  ["rules[0].priority", -1, 0, "ValidationException", "at 'rules.1.member.priority'"],
  ["rules[1].statement.rateBasedStatement.limit", 9, 10, "ValidationException", "greater than or equal to 10"],
  ["rules[1].statement.rateBasedStatement.aggregateKeyType", "ip", "IP", "ValidationException", "FORWARDED_IP"],
  ["visibilityConfig.metricName", "a b", "a.b", "ValidationException", "at 'visibilityConfig.metricName'"],
]);

describeLimits("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", [
  [
    "logDestinationConfigs[0]",
    "arn:aws:logs:eu-west-1:123456789012:log-group:waf",
    "arn:aws:s3:::aws-waf-logs-proofpix",
    "WAFInvalidParameterException",
    "LOG_DESTINATION",
  ],
]);
