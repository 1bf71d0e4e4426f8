import { httpRedirectsToHttps as rule } from "../../../policies/rules/http-redirects-to-https";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const FORWARD = { type: "forward", targetGroupArn: UNKNOWN };

function listener(properties: TestResource["properties"], type = "aws:lb/listener:Listener"): TestResource {
  return resource(type, "http", { port: 80, protocol: "HTTP", ...properties });
}

function redirect(properties: TestResource["properties"]): TestResource {
  const target = { protocol: "HTTPS", port: "443", statusCode: "HTTP_301", ...properties };
  return listener({ defaultActions: [{ type: "redirect", redirect: target }] });
}

describeRule(rule, {
  accepts: {
    "a redirect to HTTPS": { given: redirect({}) },
    "a listener for HTTPS": { given: listener({ port: 443, protocol: "HTTPS", defaultActions: [FORWARD] }) },
    "a listener for connections": { given: listener({ protocol: "TCP", defaultActions: [FORWARD] }) },
    "a listener of a gateway, which has neither port nor protocol": {
      given: resource("aws:lb/listener:Listener", "gateway", { defaultActions: [FORWARD] }),
    },
  },
  refuses: {
    "content over HTTP": {
      given: listener({ defaultActions: [FORWARD] }),
      violations: ['http: defaultActions[0].type is "forward": requests over plain HTTP are answered'],
    },
    "the same under another name of the type": {
      given: listener({ defaultActions: [FORWARD] }, "aws:alb/listener:Listener"),
      violations: ["http: defaultActions[0].type"],
    },
    "a redirect that stays with HTTP": {
      given: redirect({ protocol: "HTTP", port: "8080" }),
      violations: ['http: defaultActions[0].redirect.protocol is "HTTP"'],
    },
    "a redirect that browsers forget": {
      given: redirect({ statusCode: "HTTP_302" }),
      violations: ['http: defaultActions[0].redirect.statusCode is "HTTP_302"'],
    },
  },
  boundaries: {
    "HTTP on any other port": {
      given: listener({ port: 8080, defaultActions: [FORWARD] }),
      violations: ["http: defaultActions[0].type"],
    },
    "a port that the configuration lists": {
      given: listener({ port: "8080", defaultActions: [FORWARD] }),
      settings: { plainPorts: [8080] },
    },
  },
  missing: {
    "no protocol, which is HTTP": {
      given: resource("aws:lb/listener:Listener", "http", { port: 80, defaultActions: [FORWARD] }),
      violations: ["http: defaultActions[0].type"],
    },
    "a redirect without a protocol, which keeps the client's": {
      given: listener({ defaultActions: [{ type: "redirect", redirect: { port: "443", statusCode: "HTTP_301" } }] }),
      violations: ["http: defaultActions[0].redirect.protocol is not set"],
    },
  },
  unknown: {
    "an unknown protocol": {
      given: listener({ protocol: UNKNOWN, defaultActions: [FORWARD] }),
      remarks: ["http: Not determinable yet: protocol isn't known"],
    },
    "an unknown action": {
      given: listener({ defaultActions: UNKNOWN }),
      remarks: ["http: Not determinable yet: defaultActions isn't known"],
    },
    "an unknown protocol beside a redirect that browsers forget": {
      given: redirect({ protocol: UNKNOWN, statusCode: "HTTP_302" }),
      violations: ["http: defaultActions[0].redirect.statusCode"],
      remarks: ["http: Not determinable yet: defaultActions[0].redirect.protocol"],
    },
  },
  production: set(of("aws:lb/listener:Listener", "-http"), {
    defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "200" } }],
  }),
});
