import { describeLimits } from "../../limits/inputs";

const x = (length: number) => "x".repeat(length);

describeLimits("aws:lb/loadBalancer:LoadBalancer", [
  ["name", x(33), x(32), "ValidationError", `name '${x(33)}' cannot be longer than '32' characters`],
  ["name", "proof_pix", "proof-pix", "ValidationError", "can only contain characters that are alphanumeric"],
  ["name", "-proofpix", "proof-pix", "ValidationError", "cannot begin or end with a hyphen"],
  ["name", "proofpix-", "proof-pix", "ValidationError", "cannot begin or end with a hyphen"],
  ["name", "internal-proofpix", "internalproofpix", "ValidationError", "cannot begin with 'internal-'"],
  ["namePrefix", "proofpi", "proofp", "ValidationError", "must have length less than or equal to 6"],
  ["loadBalancerType", "alb", "application", "ValidationError", "at 'type' failed to satisfy constraint"],
  ["ipAddressType", "ipv6", "dualstack", "ValidationError", "[ipv4, dualstack, dualstack-without-public-ipv4]"],
  ["idleTimeout", 0, 1, "ValidationError", "greater than or equal to 1"],
  ["idleTimeout", 4001, 4000, "ValidationError", "less than or equal to 4000"],
  ["clientKeepAlive", 59, 60, "ValidationError", "greater than or equal to 60"],
  ["desyncMitigationMode", "strict", "strictest", "ValidationError", "[monitor, defensive, strictest]"],
  ["xffHeaderProcessingMode", "drop", "remove", "ValidationError", "[append, preserve, remove]"],
]);

describeLimits("aws:lb/targetGroup:TargetGroup", [
  ["name", x(33), x(32), "ValidationError", `Target group name '${x(33)}' cannot be longer than '32' characters`],
  ["name", "a.b", "a-b", "ValidationError", "can only contain characters that are alphanumeric"],
  ["namePrefix", "green-a", "green-", "ValidationError", "must have length less than or equal to 6"],
  ["port", 0, 1, "ValidationError", "Value '0' at 'port' failed to satisfy constraint: Member must have value greater"],
  ["port", 65_536, 65_535, "ValidationError", "less than or equal to 65535"],
  ["protocol", "http", "HTTP", "ValidationError", "Value 'http' at 'protocol' failed to satisfy constraint"],
  ["protocolVersion", "HTTP3", "HTTP2", "ValidationError", "[HTTP1, HTTP2, GRPC]"],
  ["targetType", "task", "ip", "ValidationError", "[instance, ip, lambda, alb]"],
  ["healthCheck.interval", 4, 5, "ValidationError", "Value '4' at 'healthCheckIntervalSeconds' failed to satisfy"],
  ["healthCheck.interval", 301, 300, "ValidationError", "Member must have value less than or equal to 300"],
  ["healthCheck.timeout", 1, 2, "ValidationError", "at 'healthCheckTimeoutSeconds'"],
  ["healthCheck.timeout", 121, 120, "ValidationError", "less than or equal to 120"],
  ["healthCheck.healthyThreshold", 1, 2, "ValidationError", "at 'healthyThresholdCount'"],
  ["healthCheck.unhealthyThreshold", 11, 10, "ValidationError", "at 'unhealthyThresholdCount'"],
  ["healthCheck.path", "health", "/health", "ValidationError", "must begin with a '/'"],
  ["healthCheck.path", "/a b", "/a%20b", "ValidationError", "can only contain printable ASCII characters"],
  ["healthCheck.path", "/gesund-für", "/gesund", "ValidationError", "can only contain printable ASCII characters"],
  ["healthCheck.path", `/${x(1024)}`, `/${x(1023)}`, "ValidationError", "less than or equal to 1024"],
  ["healthCheck.port", "traffic", "traffic-port", "ValidationError", "port 'traffic' must be 'traffic-port'"],
  ["healthCheck.port", "65536", "65535", "ValidationError", "between '1-65535'"],
  ["healthCheck.matcher", "2xx", "200-299,302", "ValidationError", "matcher HTTP code '2xx'"],
  ["healthCheck.protocol", "GRPC", "HTTPS", "ValidationError", "at 'healthCheckProtocol'"],
  ["deregistrationDelay", 3601, 3600, "ValidationError", "less than or equal to 3600"],
  ["slowStart", 29, 30, "ValidationError", "must be 0 or between 30 and 900"],
  ["slowStart", 901, 900, "ValidationError", "must be 0 or between 30 and 900"],
  ["loadBalancingAlgorithmType", "least_connections", "round_robin", "ValidationError", "weighted_random"],
  ["stickiness.type", "cookie", "app_cookie", "ValidationError", "lb_cookie"],
  ["stickiness.cookieDuration", 604_801, 604_800, "ValidationError", "less than or equal to 604800"],
]);

describeLimits("aws:lb/listener:Listener", [
  ["port", 65_536, 65_535, "ValidationError", "less than or equal to 65535"],
  ["protocol", "https", "HTTPS", "ValidationError", "[HTTP, HTTPS, TCP"],
  [
    "sslPolicy",
    "ELBSecurityPolicy-TLS13-1-2",
    "ELBSecurityPolicy-2016-08",
    "SSLPolicyNotFound",
    "TLS13-1-2' not found",
  ],
  [
    "sslPolicy",
    "ELBSecurityPolicy-TLS13-1-2-Res-2025-09",
    "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    "SSLPolicyNotFound",
    "not found",
  ],
  ["defaultActions[0].type", "fixed", "forward", "ValidationError", "Value 'fixed' at 'defaultActions.1.member.type'"],
  ["defaultActions[0].forward.targetGroups[1].weight", 1000, 999, "ValidationError", "less than or equal to 999"],
  [
    "defaultActions[0].forward.targetGroups",
    Array(6).fill({ arn: "arn" }),
    Array(5).fill({ arn: "arn" }),
    "ValidationError",
    "less than or equal to 5",
  ],
  ["defaultActions[0].forward.stickiness.duration", 0, 1, "ValidationError", "greater than or equal to 1"],
  ["defaultActions[0].fixedResponse.statusCode", "301", "404", "ValidationError", "fixedResponseConfig.statusCode'"],
]);

describeLimits("aws:lb/listenerRule:ListenerRule", [
  ["priority", 0, 1, "ValidationError", "Value '0' at 'priority'"],
  ["priority", 50_001, 50_000, "ValidationError", "less than or equal to 50000"],
  ["actions[0].redirect.statusCode", "301", "HTTP_302", "ValidationError", "[HTTP_301, HTTP_302]"],
  ["actions[0].redirect.protocol", "https", "#{protocol}", "ValidationError", "at 'actions.1.member.redirectConfig"],
  ["actions[0].redirect.port", "0", "#{port}", "ValidationError", "redirectConfig.port"],
  ["actions[0].redirect.path", "#{path}", "/#{path}", "ValidationError", "redirectConfig.path"],
  ["conditions[0].pathPattern.values[0]", x(129), x(128), "ValidationError", "less than or equal to 128"],
  ["conditions[1].hostHeader.values[0]", "", "a", "ValidationError", "greater than or equal to 1"],
  ["conditions[0].httpHeader.httpHeaderName", x(41), x(40), "ValidationError", "less than or equal to 40"],
]);
