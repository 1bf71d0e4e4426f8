import { describeRules, type TestCloud } from "../../support";
import { issuedCertificate } from "../acm/certificates";
import { forwardTo, group, LISTENER, listening, LOAD_BALANCER, NOT_FOUND, split } from "./balanced";

const HTTPS = { protocol: "HTTPS", port: 443 };

function redirect(target: object) {
  return { type: "redirect", redirect: { statusCode: "HTTP_301", ...target } };
}

function actions(...defaultActions: object[]) {
  return { defaultActions };
}

function oidc() {
  const authenticateOidc = {
    authorizationEndpoint: "https://example.com/authorize",
    clientId: "web",
    clientSecret: "secret",
    issuer: "https://example.com",
    tokenEndpoint: "https://example.com/token",
    userInfoEndpoint: "https://example.com/userinfo",
  };
  return { type: "authenticate-oidc", authenticateOidc };
}

function prepared(cloud: TestCloud) {
  const given = listening(cloud);
  const certificateArn = issuedCertificate(cloud).id;
  const ofTcp = group(cloud, given.vpcId, { name: "tcp", protocol: "TCP" });
  const foreign = group(cloud, given.otherVpcId, { name: "foreign" });
  const sticky = group(cloud, given.vpcId, { name: "sticky", stickiness: { type: "lb_cookie" } });
  const second = cloud.create(LOAD_BALANCER, { name: "second", subnets: given.subnets }).id;
  const { loadBalancerArn, green } = given;
  const inputs = { loadBalancerArn, port: 8080, ...actions(forwardTo(green)) };
  return { ...given, certificateArn, ofTcp, foreign, sticky, second, inputs };
}

describeRules(LISTENER, prepared, [
  [
    "a target group that isn't there",
    actions(forwardTo("arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0")),
    {},
    "TargetGroupNotFound",
    "(defaultActions[0].targetGroupArn)",
  ],
  [
    "a target group among several that isn't there",
    ({ green }) => actions(split([green, "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0"])),
    ({ green, blue }) => actions(split([green, blue])),
    "TargetGroupNotFound",
    "(defaultActions[0].forward.targetGroups[1].arn)",
  ],
  ["no action", { defaultActions: [] }, {}, "InvalidLoadBalancerAction", "Exactly one of forward, redirect"],
  [
    "forwarding to nothing",
    actions({ type: "forward" }),
    {},
    "InvalidLoadBalancerAction",
    "you must specify the following fields: 'TargetGroupArn' (defaultActions[0])",
  ],
  [
    "a group in both notations and another one",
    ({ green, blue }) => actions({ ...split([green, blue]), targetGroupArn: green }),
    ({ green }) => actions({ ...split([green]), targetGroupArn: green }),
    "InvalidLoadBalancerAction",
    "names its target groups once",
  ],
  [
    "an answer without content",
    actions({ type: "fixed-response" }),
    actions(NOT_FOUND),
    "InvalidLoadBalancerAction",
    "'FixedResponseConfig' (defaultActions[0].fixedResponse)",
  ],
  [
    "an answer of an unknown type",
    actions({ type: "fixed-response", fixedResponse: { contentType: "text/xml", statusCode: "404" } }),
    actions(NOT_FOUND),
    "ValidationError",
    "'text/xml' must be one of 'text/plain",
  ],
  [
    "two answers",
    ({ green }) => actions(forwardTo(green), NOT_FOUND),
    {},
    "InvalidLoadBalancerAction",
    "be the last action (defaultActions)",
  ],
  [
    "a redirect to where the request came from",
    actions(redirect({ port: "8080" })),
    actions(redirect({ port: "8081" })),
    "InvalidLoadBalancerAction",
    "because it creates a loop. (defaultActions[0].redirect)",
  ],
  [
    "a redirect with placeholders for what it leaves",
    actions(redirect({ protocol: "#{protocol}", port: "#{port}", host: "#{host}", path: "/#{path}" })),
    actions(redirect({ protocol: "#{protocol}", port: "#{port}", host: "#{host}", path: "/v2/#{path}" })),
    "InvalidLoadBalancerAction",
    "creates a loop",
  ],
  [
    "a redirect from HTTPS to HTTP",
    ({ certificateArn }) => ({ ...HTTPS, certificateArn, ...actions(redirect({ protocol: "HTTP", port: "80" })) }),
    ({ certificateArn }) => ({ ...HTTPS, certificateArn, ...actions(redirect({ port: "8443" })) }),
    "InvalidLoadBalancerAction",
    "Requests over HTTPS cannot be redirected to HTTP (defaultActions[0].redirect.protocol)",
  ],
  [
    "asking who somebody is over HTTP",
    ({ green }) => actions(oidc(), forwardTo(green)),
    ({ green, certificateArn }) => ({ ...HTTPS, certificateArn, ...actions(oidc(), forwardTo(green)) }),
    "InvalidLoadBalancerAction",
    "are supported only on HTTPS listeners (defaultActions[0].type)",
  ],
  [
    "a target group of another protocol",
    ({ ofTcp }) => actions(forwardTo(ofTcp)),
    {},
    "IncompatibleProtocols",
    "incompatible protocols: 'HTTP' and 'TCP' (defaultActions)",
  ],
  [
    "a target group of another VPC",
    ({ foreign }) => actions(forwardTo(foreign)),
    {},
    "InvalidConfigurationRequest",
    "is in a different VPC than load balancer",
  ],
  [
    "a target group of another load balancer",
    ({ second, blue }) => ({ loadBalancerArn: second, ...actions(forwardTo(blue)) }),
    ({ second }) => ({ loadBalancerArn: second }),
    "TargetGroupAssociationLimit",
    "cannot be associated with more than one load balancer",
  ],
  [
    "a sticky group among several without group stickiness",
    ({ sticky, green }) => actions(split([sticky, green])),
    ({ sticky, green }) => actions(split([sticky, green], { enabled: true, duration: 3600 })),
    "InvalidLoadBalancerAction",
    "(defaultActions[0].forward.stickiness)",
  ],
]);
