import { loadBalancersOf } from "../../../../localcloud/services/lb/actions";
import { describeRules, inLocalCloud, itRefuses, type TestCloud } from "../../support";
import { CERTIFICATE, issuedCertificate, pendingCertificate } from "../acm/certificates";
import { forwardTo, group, LISTENER, listening, LOAD_BALANCER, network, NOT_FOUND, split } from "./balanced";

const HTTPS = { protocol: "HTTPS", port: 443 };

function redirect(target: object) {
  return { type: "redirect", redirect: { statusCode: "HTTP_301", ...target } };
}

function actions(...defaultActions: object[]) {
  return { defaultActions };
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
    "a load balancer that isn't there",
    { loadBalancerArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/0" },
    {},
    "LoadBalancerNotFound",
    "(loadBalancerArn)",
  ],
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
  [
    "connections on an application load balancer",
    { protocol: "TCP" },
    { protocol: "HTTP" },
    "ValidationError",
    "Listener protocol 'TCP' must be one of 'HTTP, HTTPS' (protocol)",
  ],
  ["no port", { port: undefined }, {}, "ValidationError", "A port must be specified (port)"],
  ["a port that another one has", { port: 80 }, { port: 81 }, "DuplicateListener", ", 80 (port)"],
  [
    "HTTPS without a certificate",
    HTTPS,
    ({ certificateArn }) => ({ ...HTTPS, certificateArn }),
    "ValidationError",
    "A certificate must be specified for HTTPS listeners",
  ],
  [
    "a certificate for HTTP",
    ({ certificateArn }) => ({ certificateArn }),
    ({ certificateArn }) => ({ ...HTTPS, certificateArn }),
    "ValidationError",
    "A certificate cannot be specified for HTTP listeners",
  ],
  [
    "a TLS policy for HTTP",
    { sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" },
    ({ certificateArn }) => ({ ...HTTPS, certificateArn, sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" }),
    "ValidationError",
    "An SSL policy cannot be specified for HTTP listeners",
  ],
  [
    "a certificate that isn't there",
    { ...HTTPS, certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012" },
    ({ certificateArn }) => ({ ...HTTPS, certificateArn }),
    "CertificateNotFound",
    "not found (certificateArn)",
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

describeRules(
  LISTENER,
  (cloud) => {
    const { loadBalancerArn, vpcId } = network(cloud);
    const [tcp, tls, both] = ["TCP", "TLS", "TCP_UDP"].map((protocol) =>
      group(cloud, vpcId, { name: protocol.replace("_", "-"), protocol }),
    );
    const certificateArn = issuedCertificate(cloud).id;
    const inputs = { loadBalancerArn, port: 443, protocol: "TCP", ...actions(forwardTo(tcp ?? "")) };
    return { tls: tls ?? "", both: both ?? "", certificateArn, inputs };
  },
  [
    ["no protocol on a network load balancer", { protocol: undefined }, {}, "ValidationError", "protocol ''"],
    ["HTTP on a network load balancer", { protocol: "HTTP" }, {}, "ValidationError", "protocol 'HTTP' must be one of"],
    [
      "TLS without a certificate",
      { protocol: "TLS" },
      ({ certificateArn }) => ({ protocol: "TLS", certificateArn }),
      "ValidationError",
      "A certificate must be specified for TLS listeners",
    ],
    [
      "encrypted targets behind plain connections",
      ({ tls }) => actions(forwardTo(tls)),
      ({ tls, certificateArn }) => ({ protocol: "TLS", certificateArn, ...actions(forwardTo(tls)) }),
      "IncompatibleProtocols",
      "'TCP' and 'TLS'",
    ],
    [
      "a group without datagrams behind a listener with them",
      { protocol: "TCP_UDP" },
      ({ both }) => ({ protocol: "TCP_UDP", ...actions(forwardTo(both)) }),
      "IncompatibleProtocols",
      "'TCP_UDP' and 'TCP'",
    ],
    [
      "an answer of a network load balancer",
      actions(NOT_FOUND),
      {},
      "InvalidLoadBalancerAction",
      "Actions of type 'fixed-response' are not supported by network load balancers",
    ],
  ],
);

itRefuses(
  "a certificate that isn't issued yet",
  (cloud) => {
    const { loadBalancerArn, green } = listening(cloud);
    const pending = pendingCertificate(cloud, "other.example.com").id;
    const issued = issuedCertificate(cloud).id;
    const listen = (certificateArn: string) => () =>
      cloud.create(LISTENER, { loadBalancerArn, ...HTTPS, certificateArn, ...actions(forwardTo(green)) });
    return { violation: listen(pending), neighbour: listen(issued) };
  },
  "UnsupportedCertificate",
  "It is not issued yet (certificateArn)",
);

itRefuses(
  "a certificate of another region",
  (cloud) => {
    const { loadBalancerArn, green } = listening(cloud);
    const issued = issuedCertificate(cloud).id;
    const foreign = cloud.create(
      CERTIFICATE,
      { domainName: "www.example.com", validationMethod: "DNS" },
      "us-east-1",
    ).id;
    const listen = (certificateArn: string) => () =>
      cloud.create(LISTENER, { loadBalancerArn, ...HTTPS, certificateArn, ...actions(forwardTo(green)) });
    return { violation: listen(foreign), neighbour: listen(issued) };
  },
  "ValidationError",
  "is not valid in eu-west-1 (certificateArn)",
);

itRefuses(
  "to delete a certificate that a listener has",
  (cloud) => {
    const { loadBalancerArn, green } = listening(cloud);
    const certificate = issuedCertificate(cloud);
    const listener = cloud.create(LISTENER, {
      loadBalancerArn,
      ...HTTPS,
      certificateArn: certificate.id,
      ...actions(forwardTo(green)),
    });
    return {
      violation: () => {
        cloud.delete(certificate);
      },
      neighbour: () => {
        cloud.delete(listener);
        cloud.delete(certificate);
      },
    };
  },
  "ResourceInUseException",
  "in account 123456789012 is in use.",
);

describe("a listener", () => {
  it("speaks HTTP unless told otherwise", () => {
    const cloud = inLocalCloud();
    const { listener } = listening(cloud);

    expect(cloud.outputs(listener)).toMatchObject({ arn: listener.id, protocol: "HTTP" });
    expect(cloud.outputs(listener)).not.toHaveProperty("sslPolicy");
    expect(listener.id).toMatch(/:listener\/app\/web\/[0-9a-f]{16}\/[0-9a-f]{16}$/);
  });

  it("gets AWS's oldest TLS policy where it names none", () => {
    const cloud = inLocalCloud();
    const { loadBalancerArn, green } = listening(cloud);
    const certificateArn = issuedCertificate(cloud).id;
    const inputs = { loadBalancerArn, ...HTTPS, certificateArn, ...actions(forwardTo(green)) };

    expect(cloud.outputs(cloud.create(LISTENER, inputs)).sslPolicy).toBe("ELBSecurityPolicy-2016-08");
  });

  it("keeps its port when something else changes", () => {
    const cloud = inLocalCloud();
    const { listener, green } = listening(cloud);

    expect(() => cloud.update(listener, actions(forwardTo(green)))).not.toThrow();
  });

  it("gives its target groups a load balancer", () => {
    const cloud = inLocalCloud();
    const { blue, green, loadBalancerArn } = listening(cloud);

    expect(loadBalancersOf(blue, cloud.cloud.state)).toEqual([loadBalancerArn]);
    expect(loadBalancersOf(green, cloud.cloud.state)).toEqual([]);
  });

  it("with mutual TLS is not modelled", () => {
    const cloud = inLocalCloud();
    const { loadBalancerArn, green } = listening(cloud);
    const inputs = { loadBalancerArn, port: 8080, mutualAuthentication: { mode: "off" }, ...actions(forwardTo(green)) };

    expect(() => cloud.create(LISTENER, inputs)).toThrow("doesn't model");
  });
});
