import { tlsPolicy as rule } from "../../../policies/rules/tls-policy";
import { describeRule, judge, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const RECOMMENDED = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

function listener(properties: TestResource["properties"], type = "aws:lb/listener:Listener"): TestResource {
  return resource(type, "https", { port: 443, protocol: "HTTPS", certificateArn: UNKNOWN, ...properties });
}

describeRule(rule, {
  accepts: {
    "TLS 1.3 and 1.2": { given: listener({ sslPolicy: RECOMMENDED }) },
    "TLS 1.3 alone, behind a network load balancer": {
      given: listener({ protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06" }),
    },
    "listeners without TLS": { given: listener({ protocol: "HTTP", certificateArn: undefined }) },
  },
  refuses: {
    "a policy with TLS 1.0": {
      given: listener({ sslPolicy: "ELBSecurityPolicy-2016-08" }),
      violations: ['https: sslPolicy is "ELBSecurityPolicy-2016-08": it agrees to outdated protocols'],
    },
    "the same under another name of the type": {
      given: listener({ sslPolicy: "ELBSecurityPolicy-TLS-1-1-2017-01" }, "aws:alb/listener:Listener"),
      violations: ["https: sslPolicy is"],
    },
  },
  boundaries: {
    "TLS 1.1 in the newer family of policies": {
      given: listener({ sslPolicy: "ELBSecurityPolicy-TLS13-1-1-2021-06" }),
      violations: ["https: sslPolicy is"],
    },
    "its oldest policy for TLS 1.2": { given: listener({ sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }) },
    "a policy that the configuration lists": {
      given: listener({ sslPolicy: "ELBSecurityPolicy-FS-1-2-Res-2020-10" }),
      settings: { policies: ["ELBSecurityPolicy-FS-1-2-*"] },
    },
  },
  missing: {
    "no policy": { given: listener({}), violations: ["https: sslPolicy is not set: the one that AWS takes"] },
    "no certificate": {
      given: listener({ sslPolicy: RECOMMENDED, certificateArn: undefined }),
      violations: ["https: certificateArn is not set"],
    },
    "no protocol, which is HTTP": { given: resource("aws:lb/listener:Listener", "http", { port: 80 }) },
  },
  unknown: {
    "an unknown policy without a certificate": {
      given: listener({ sslPolicy: UNKNOWN, certificateArn: undefined }),
      violations: ["https: certificateArn is not set"],
      remarks: ["https: Not determinable yet: sslPolicy isn't known"],
    },
    "an unknown protocol": {
      given: listener({ protocol: UNKNOWN }),
      remarks: ["https: Not determinable yet: protocol isn't known"],
    },
  },
  production: set(of("aws:lb/listener:Listener", "-https"), { sslPolicy: "ELBSecurityPolicy-2016-08" }),
});

describe("remedy of tls-policy", () => {
  const remediate = { environment: "development", level: "remediate" } as const;

  it("sets the policy that AWS recommends", async () => {
    const weak = listener({ sslPolicy: "ELBSecurityPolicy-2016-08" });
    const { violations, remedied } = await judge(rule, weak, remediate);

    expect(violations).toEqual([]);
    expect(remedied).toEqual({ https: { ...weak.properties, sslPolicy: RECOMMENDED } });
  });

  it("sets none that the configuration refuses", async () => {
    const settings = { policies: ["ELBSecurityPolicy-TLS13-1-3-*"] };

    expect((await judge(rule, listener({}), { ...remediate, settings })).remedied).toEqual({});
  });
});
