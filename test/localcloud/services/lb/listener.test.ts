import { loadBalancersOf } from "../../../../localcloud/services/lb/actions";
import { describeRules, inLocalCloud, itRefuses, type TestCloud } from "../../support";
import { CERTIFICATE, issuedCertificate, pendingCertificate } from "../acm/certificates";
import { forwardTo, group, LISTENER, listening, network, NOT_FOUND } from "./balanced";

const HTTPS = { protocol: "HTTPS", port: 443 };

function actions(...defaultActions: object[]) {
  return { defaultActions };
}

function prepared(cloud: TestCloud) {
  const { loadBalancerArn, green } = listening(cloud);
  const certificateArn = issuedCertificate(cloud).id;
  return { certificateArn, inputs: { loadBalancerArn, port: 8080, ...actions(forwardTo(green)) } };
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
]);

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
  it("has the protocol HTTP by default", () => {
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
