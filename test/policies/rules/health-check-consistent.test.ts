import { healthCheckConsistent as rule } from "../../../policies/rules/health-check-consistent";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

type Properties = TestResource["properties"];

const GOOD = { path: "/health", interval: 30, timeout: 5, unhealthyThreshold: 3, matcher: "200", protocol: "HTTP" };

function group(
  healthCheck: Properties,
  properties: Properties = {},
  type = "aws:lb/targetGroup:TargetGroup",
): TestResource {
  return resource(type, "web", { protocol: "HTTP", healthCheck: { ...GOOD, ...healthCheck }, ...properties });
}

describeRule(rule, {
  accepts: {
    "a health endpoint, asked three times in 90 seconds": { given: group({}) },
    "a check of connections that takes the whole interval": {
      given: group(
        { protocol: "TCP", path: undefined, matcher: undefined, timeout: 10, interval: 10 },
        { protocol: "TCP" },
      ),
    },
    "gRPC, with codes of its own": {
      given: group({ path: undefined, matcher: "0-99" }, { protocolVersion: "GRPC" }),
    },
    "functions, whose checks are off": { given: resource(group({}).type, "web", { targetType: "lambda" }) },
  },
  refuses: {
    "a check that isn't over when the next begins": {
      given: group({ timeout: 30 }),
      violations: ["web: healthCheck.timeout is 30: a check isn't over when the next one begins, after 30 seconds"],
    },
    "a broken target that stays too long": {
      given: group({ unhealthyThreshold: 5 }, {}, "aws:alb/targetGroup:TargetGroup"),
      violations: [
        "web: healthCheck.interval is 30: with 5 failures to wait for, clients meet a broken target for 150",
      ],
    },
    "the start page": { given: group({ path: "/" }), violations: ['web: healthCheck.path is "/"'] },
    "errors as an answer": {
      given: group({ matcher: "200-299,404" }),
      violations: ['web: healthCheck.matcher is "200-299,404"'],
    },
  },
  boundaries: {
    "a timeout of a second less than the interval": { given: group({ timeout: 29 }) },
    "a second more than the time": {
      given: group({ interval: 91, unhealthyThreshold: 1 }),
      violations: ["web: healthCheck.interval is 91"],
    },
    "codes up to the last that is no error": { given: group({ matcher: "200-399" }) },
    "the first that is one": { given: group({ matcher: "200-400" }), violations: ["web: healthCheck.matcher"] },
    "no check, for which AWS waits for two failures": {
      given: resource(group({}).type, "web", { protocol: "TCP" }),
      settings: { maximumDetectionSeconds: 60 },
    },
    "a check that doesn't say, for which the provider says three": {
      given: group({ unhealthyThreshold: undefined }),
      settings: { maximumDetectionSeconds: 60 },
      violations: ["web: healthCheck.interval is 30: with 3 failures to wait for"],
    },
    "staging, which may wait and ask for the start page": {
      given: group({ path: "/", unhealthyThreshold: 5 }),
      environment: "staging",
    },
  },
  missing: {
    "no health check, which asks for the start page": {
      given: resource(group({}).type, "web", { protocol: "HTTP" }),
      violations: ["web: healthCheck.path is not set"],
    },
    "no health check of connections": { given: resource(group({}).type, "web", { protocol: "TCP" }) },
    "an interval that isn't set, which is 30 seconds": {
      given: group({ interval: undefined, unhealthyThreshold: 4 }),
      violations: [
        "web: healthCheck.interval is not set: with 4 failures to wait for, clients meet a broken target for 120",
      ],
    },
  },
  unknown: {
    "an unknown timeout and path, beside errors as an answer": {
      given: group({ timeout: UNKNOWN, path: UNKNOWN, matcher: "200-499" }),
      violations: ["web: healthCheck.matcher"],
      remarks: ["web: Not determinable yet: healthCheck.timeout, healthCheck.path aren't known"],
    },
    "a check that another resource gives": {
      given: resource(group({}).type, "web", { protocol: "HTTP", healthCheck: UNKNOWN }),
      remarks: ["web: Not determinable yet: healthCheck.timeout, healthCheck.interval"],
    },
  },
  production: set(of("aws:lb/targetGroup:TargetGroup"), { "healthCheck.matcher": "200-499" }),
});
