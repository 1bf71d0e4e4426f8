import { describeRules, inLocalCloud, type TestCloud } from "../../support";
import { issuedCertificate, pendingCertificate } from "../acm/certificates";
import { forwardTo, LISTENER, LISTENER_CERTIFICATE, listening } from "./balanced";

function prepared(cloud: TestCloud) {
  const { loadBalancerArn, listenerArn, green } = listening(cloud);
  const certificateArn = issuedCertificate(cloud).id;
  const pending = pendingCertificate(cloud, "other.example.com").id;
  const secure = cloud.create(LISTENER, {
    loadBalancerArn,
    port: 443,
    protocol: "HTTPS",
    certificateArn,
    defaultActions: [forwardTo(green)],
  });
  return { listenerArn, pending, inputs: { listenerArn: secure.id, certificateArn } };
}

describeRules(LISTENER_CERTIFICATE, prepared, [
  [
    "a listener that isn't there",
    { listenerArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/web/0/0" },
    {},
    "ListenerNotFound",
    "(listenerArn)",
  ],
  [
    "a certificate that isn't there",
    { certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012" },
    {},
    "CertificateNotFound",
    "not found (certificateArn)",
  ],
  [
    "a certificate that isn't issued",
    ({ pending }) => ({ certificateArn: pending }),
    {},
    "UnsupportedCertificate",
    "not issued yet",
  ],
  [
    "a listener without TLS",
    ({ listenerArn }) => ({ listenerArn }),
    {},
    "ValidationError",
    "A certificate cannot be specified for HTTP listeners (listenerArn)",
  ],
]);

describe("a listener's certificate", () => {
  it("has an id of both ARNs", () => {
    const cloud = inLocalCloud();
    const { inputs } = prepared(cloud);

    expect(cloud.create(LISTENER_CERTIFICATE, inputs).id).toBe(`${inputs.listenerArn}_${inputs.certificateArn}`);
  });
});
