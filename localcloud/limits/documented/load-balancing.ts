import type { DocumentedLimit, DocumentedLimits } from "../types";

const LOAD_BALANCER = "Elastic Load Balancing API Reference, CreateLoadBalancer";
const LOAD_BALANCER_ATTRIBUTE = "Elastic Load Balancing API Reference, LoadBalancerAttribute";
const TARGET_GROUP = "Elastic Load Balancing API Reference, CreateTargetGroup";
const TARGET_GROUP_ATTRIBUTE = "Elastic Load Balancing API Reference, TargetGroupAttribute";
const ACTION = "Elastic Load Balancing API Reference, Action";
const CONDITION = "Elastic Load Balancing API Reference, RuleCondition";

/** Of a name's 32 characters the provider keeps 26 for what makes it unique. */
const NAME_PREFIX: DocumentedLimit = { document: LOAD_BALANCER, maxLength: 6 };

const PORT_OR_PLACEHOLDER = portOr("#\\{port\\}", ACTION);

/** Security policies by protocol, strength, FIPS module, key exchange and date. */
const TLS_POLICY: DocumentedLimit = {
  document: "User Guide for Application Load Balancers, Security policies",
  pattern:
    "^ELBSecurityPolicy-(?:2015-05|2016-08|TLS-1-0-2015-04|TLS-1-[12]-2017-01|TLS-1-2-Ext-2018-06|FS-2018-06|" +
    "FS-1-[12]-2019-08|FS-1-2-Res-2019-08|FS-1-2-Res-2020-10|" +
    "TLS13-1-[0-3](?:-Res|-Ext[0-2])?(?:-2021-06|-FIPS-2023-04|(?:-FIPS)?-PQ-2025-09))$",
  code: "SSLPolicyNotFound",
  message: (value) => `SSL policy '${value}' not found`,
};

/** Limits of Elastic Load Balancing and what stands in front of it that the models leave out. */
export const LOAD_BALANCING_LIMITS: Readonly<Record<string, DocumentedLimits>> = {
  "aws:lb/loadBalancer:LoadBalancer": {
    name: [
      ...names("The load balancer", LOAD_BALANCER),
      {
        document: LOAD_BALANCER,
        pattern: "^(?!internal-).*$",
        message: (value) => `The load balancer name '${value}' cannot begin with 'internal-'`,
      },
    ],
    namePrefix: [NAME_PREFIX],
    idleTimeout: [{ document: LOAD_BALANCER_ATTRIBUTE, min: 1, max: 4000 }],
    clientKeepAlive: [{ document: LOAD_BALANCER_ATTRIBUTE, min: 60, max: 604_800 }],
    desyncMitigationMode: [{ document: LOAD_BALANCER_ATTRIBUTE, enum: ["monitor", "defensive", "strictest"] }],
    xffHeaderProcessingMode: [{ document: LOAD_BALANCER_ATTRIBUTE, enum: ["append", "preserve", "remove"] }],
  },
  "aws:lb/targetGroup:TargetGroup": {
    name: names("Target group", TARGET_GROUP),
    namePrefix: [NAME_PREFIX],
    protocolVersion: [{ document: TARGET_GROUP, enum: ["HTTP1", "HTTP2", "GRPC"] }],
    "healthCheck.port": [
      {
        ...portOr("traffic-port", TARGET_GROUP),
        message: (port) => `Health check port '${port}' must be 'traffic-port' or between '1-65535' inclusive`,
      },
    ],
    "healthCheck.path": [
      {
        document: TARGET_GROUP,
        pattern: "^/.*$",
        message: (path) => `Health check path '${path}' must begin with a '/' character`,
      },
      {
        document: "Amazon Lightsail API, UpdateLoadBalancerAttribute, of the same load balancers",
        pattern: "^[\\x21-\\x7e]*$",
        message: (path) => `Health check path '${path}' can only contain printable ASCII characters, without spaces`,
      },
    ],
    "healthCheck.matcher": [
      {
        document: "Elastic Load Balancing API Reference, Matcher",
        pattern: "^(?:[2-5]\\d\\d|\\d{1,2})(?:[-,](?:[2-5]\\d\\d|\\d{1,2}))*$",
        message: (codes) => `Health check matcher HTTP code '${codes}' must be within '200-599' inclusive`,
      },
    ],
    deregistrationDelay: [{ document: TARGET_GROUP_ATTRIBUTE, min: 0, max: 3600 }],
    slowStart: [
      {
        document: TARGET_GROUP_ATTRIBUTE,
        allows: (value) => Number(value) === 0 || (Number(value) >= 30 && Number(value) <= 900),
        message: (value) => `slow_start.duration_seconds '${value}' must be 0 or between 30 and 900 inclusive`,
      },
    ],
    loadBalancingAlgorithmType: [
      { document: TARGET_GROUP_ATTRIBUTE, enum: ["round_robin", "least_outstanding_requests", "weighted_random"] },
    ],
    "stickiness.type": [
      {
        document: TARGET_GROUP_ATTRIBUTE,
        enum: ["lb_cookie", "app_cookie", "source_ip", "source_ip_dest_ip", "source_ip_dest_ip_proto"],
      },
    ],
    "stickiness.cookieDuration": [{ document: TARGET_GROUP_ATTRIBUTE, min: 1, max: 604_800 }],
  },
  "aws:lb/listener:Listener": {
    sslPolicy: [TLS_POLICY],
    tcpIdleTimeoutSeconds: [
      { document: "Elastic Load Balancing API Reference, ListenerAttribute", min: 60, max: 6000 },
    ],
    ...actions("defaultActions[]"),
  },
  "aws:lb/listenerRule:ListenerRule": {
    ...actions("actions[]"),
    "conditions[].hostHeader.values[]": [{ document: CONDITION, minLength: 1, maxLength: 128 }],
    "conditions[].pathPattern.values[]": [{ document: CONDITION, minLength: 1, maxLength: 128 }],
    "conditions[].httpHeader.httpHeaderName": [{ document: CONDITION, maxLength: 40 }],
    "conditions[].httpHeader.values[]": [{ document: CONDITION, minLength: 1, maxLength: 128 }],
    "conditions[].queryStrings[].value": [{ document: CONDITION, required: true, minLength: 1, maxLength: 128 }],
  },
  "aws:acm/certificate:Certificate": {
    domainName: [
      {
        document: "AWS Certificate Manager API Reference, RequestCertificate",
        maxLength: 64,
        message: (value) => `The first domain name can be no longer than 64 characters: '${value}'`,
      },
    ],
  },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": {
    "logDestinationConfigs[]": [
      {
        document: "AWS WAF Developer Guide, Sending web ACL traffic logs",
        pattern: "^arn:[^:]+:(?:logs|s3|firehose):.*[:/]aws-waf-logs-.+$",
        code: "WAFInvalidParameterException",
        message: (arn) =>
          "Error reason: The ARN isn't valid. A valid ARN begins with arn: and includes other information separated " +
          `by colons or slashes., field: LOG_DESTINATION, parameter: ${arn}; its name has to begin with aws-waf-logs-`,
      },
    ],
  },
};

function names(subject: string, document: string): DocumentedLimit[] {
  return [
    { document, maxLength: 32, message: (name) => `${subject} name '${name}' cannot be longer than '32' characters` },
    {
      document,
      pattern: "^[a-zA-Z0-9-]*$",
      message: (name) =>
        `${subject} name '${name}' can only contain characters that are alphanumeric characters or hyphens(-)`,
    },
    {
      document,
      pattern: "^(?!-).*(?<!-)$",
      message: (name) => `${subject} name '${name}' cannot begin or end with a hyphen(-)`,
    },
  ];
}

function portOr(word: string, document: string): DocumentedLimit {
  const port = "[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5]";
  return { document, pattern: `^(?:${word}|${port})$` };
}

/** Limits of the actions of a listener or of one of its rules. */
function actions(path: string): Record<string, readonly DocumentedLimit[]> {
  return {
    [`${path}.redirect.port`]: [PORT_OR_PLACEHOLDER],
    [`${path}.redirect.path`]: [{ document: ACTION, pattern: "^/.*$" }],
    [`${path}.forward.targetGroups`]: [{ document: ACTION, minLength: 1, maxLength: 5 }],
    [`${path}.forward.targetGroups[].weight`]: [{ document: ACTION, min: 0, max: 999 }],
    [`${path}.forward.stickiness.duration`]: [{ document: ACTION, min: 1, max: 604_800 }],
  };
}
