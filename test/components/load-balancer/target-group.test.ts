import fc from "fast-check";
import {
  applicationGroupAttributes,
  networkGroupAttributes,
  targetGroupPrefix,
} from "../../../components/load-balancer/target-group";
import { targetSettings } from "../../../components/load-balancer/target-settings";
import type { LoadBalancerTargetArgs, TargetAlgorithm } from "../../../components/load-balancer";

function attributes(args: Partial<LoadBalancerTargetArgs>, algorithm: TargetAlgorithm = "round-robin") {
  return applicationGroupAttributes(targetSettings({ port: 3000, ...args }, algorithm));
}

describe("targetGroupPrefix", () => {
  it.each([
    ["enterprise", "blue", "ente-b"],
    ["enterprise", "green", "ente-g"],
    ["api-gateway", "blue", "api-b"],
    ["a", "green", "a-g"],
  ] as const)("of %s, %s, is %s", (name, color, prefix) => {
    expect(targetGroupPrefix(name, color)).toBe(prefix);
  });

  it("always has one to six characters that AWS takes, different for blue and green", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]([a-z0-9-]{0,40}[a-z0-9])?$/), (name) => {
        const blue = targetGroupPrefix(name, "blue");
        return /^[a-z0-9][a-z0-9-]{0,5}$/.test(blue) && blue !== targetGroupPrefix(name, "green");
      }),
    );
  });
});

describe("applicationGroupAttributes", () => {
  it("checks health as HC-2 asks and drains quickly by default", () => {
    expect(attributes({})).toEqual({
      port: 80,
      protocol: "HTTP",
      protocolVersion: "HTTP1",
      targetType: "ip",
      loadBalancingAlgorithmType: "round_robin",
      slowStart: 0,
      deregistrationDelay: 30,
      healthCheck: {
        path: "/health",
        interval: 30,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
        matcher: "200",
        protocol: "HTTP",
        port: "traffic-port",
      },
      stickiness: { enabled: false, type: "lb_cookie" },
    });
  });

  it("takes every setting of the target", () => {
    const healthCheck = {
      path: "/up",
      interval: "1m",
      timeout: "10s",
      healthyThreshold: 5,
      unhealthyThreshold: 2,
      matcher: "200-204",
    } as const;
    const group = attributes({ protocol: "HTTPS", healthCheck, slowStart: "90s", deregistrationDelay: "2m" });

    expect(group).toMatchObject({ protocol: "HTTPS", slowStart: 90, deregistrationDelay: 120 });
    expect(group.healthCheck).toEqual({
      ...healthCheck,
      interval: 60,
      timeout: 10,
      protocol: "HTTPS",
      port: "traffic-port",
    });
  });

  it.each([
    ["round-robin", "round_robin", undefined],
    ["least-connections", "least_outstanding_requests", undefined],
    ["weighted-random", "weighted_random", "on"],
  ] as const)("says %s in AWS's words", (algorithm, type, mitigation) => {
    expect(attributes({}, algorithm)).toMatchObject({ loadBalancingAlgorithmType: type });
    expect(attributes({ algorithm })).toMatchObject({ loadBalancingAlgorithmType: type });
    expect(attributes({}, algorithm).loadBalancingAnomalyMitigation).toBe(mitigation);
  });

  it("prefers the target's algorithm to the load balancer's", () => {
    const group = attributes({ algorithm: "round-robin" }, "least-connections");

    expect(group.loadBalancingAlgorithmType).toBe("round_robin");
  });

  it.each([
    [{ kind: "load-balancer" }, { enabled: true, type: "lb_cookie", cookieDuration: 86_400 }],
    [
      { kind: "load-balancer", duration: "1h" },
      { enabled: true, type: "lb_cookie", cookieDuration: 3600 },
    ],
    [
      { kind: "application", cookieName: "session", duration: "7d" },
      { enabled: true, type: "app_cookie", cookieName: "session", cookieDuration: 604_800 },
    ],
  ] as const)("keeps a client with its instance: %j", (stickiness, expected) => {
    expect(attributes({ stickiness }).stickiness).toEqual(expected);
  });
});

describe("networkGroupAttributes", () => {
  it("keeps a source address with its instance and checks health over HTTP", () => {
    const group = networkGroupAttributes(targetSettings({ port: 3000 }, "round-robin"));

    expect(group).toMatchObject({
      port: 80,
      protocol: "TCP",
      targetType: "ip",
      deregistrationDelay: 30,
      stickiness: { enabled: true, type: "source_ip" },
      healthCheck: { protocol: "HTTP", path: "/health", interval: 30, timeout: 5 },
    });
    expect(Object.keys(group)).not.toEqual(expect.arrayContaining(["slowStart"]));
    expect(group).not.toHaveProperty("loadBalancingAlgorithmType");
  });
});
