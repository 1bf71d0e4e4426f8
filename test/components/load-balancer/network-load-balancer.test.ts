import type { LoadBalancerArgs } from "../../../components/load-balancer";
import { all, only } from "../../support/deploy";
import { CERTIFICATE, SECURE, deployed, inputsOf, namesOf, outputsOf } from "./fixture";

const IP_HASH: LoadBalancerArgs = { ...SECURE, algorithm: "ip-hash" };

describe("a load balancer by ip-hash", () => {
  it("is a network load balancer over all zones", async () => {
    const { inputs } = only(await deployed(IP_HASH), "aws:lb/loadBalancer:LoadBalancer");

    expect(inputs).toMatchObject({
      loadBalancerType: "network",
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: true,
      internal: false,
      securityGroups: ["web-load-balancer-id"],
      accessLogs: { bucket: "web-access-logs-0000000", enabled: true },
    });
    expect(inputs).not.toHaveProperty("desyncMitigationMode");
  });

  it("ends TLS on 443 and hands connections to a group that keeps source addresses with instances", async () => {
    const resources = await deployed(IP_HASH);

    expect(only(resources, "aws:lb/listener:Listener")).toMatchObject({
      name: "web-enterprise-tls",
      inputs: {
        port: 443,
        protocol: "TLS",
        certificateArn: CERTIFICATE,
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        defaultActions: [{ type: "forward", targetGroupArn: "arn:mock:web-enterprise-blue" }],
      },
    });
    expect(only(resources, "aws:lb/targetGroup:TargetGroup").inputs).toMatchObject({
      protocol: "TCP",
      stickiness: { enabled: true, type: "source_ip" },
    });
  });

  it("opens 443 alone", async () => {
    const rules = all(await deployed(IP_HASH), "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");

    expect(rules.map(({ inputs }) => [inputs.fromPort, inputs.cidrIpv4])).toEqual([[443, "0.0.0.0/0"]]);
  });

  it("has neither rules, nor a firewall, nor alarms on requests", async () => {
    const resources = await deployed(IP_HASH);

    expect(all(resources, "aws:lb/listenerRule:ListenerRule")).toEqual([]);
    expect(resources.filter(({ type }) => type.startsWith("aws:wafv2/"))).toEqual([]);
    expect(namesOf(resources, "aws:cloudwatch/metricAlarm:MetricAlarm")).toEqual([
      "web-certificate-expiring",
      "web-enterprise-unhealthy-targets",
    ]);
  });

  it("lets its own delivery service write access logs", async () => {
    const { policy } = only(await deployed(IP_HASH), "aws:s3/bucketPolicy:BucketPolicy").inputs;

    expect(policy).toContain('"delivery.logs.amazonaws.com"');
    expect(policy).not.toContain("logdelivery.elasticloadbalancing.amazonaws.com");
  });

  it("serves a domain like any other", async () => {
    const args = { ...IP_HASH, certificateArn: undefined, domain: { name: "app.example.com" } };
    const resources = await deployed(args);

    expect(inputsOf(resources, "aws:lb/listener:Listener", "web-enterprise-tls").certificateArn).toBe(
      "issued-certificate",
    );
    expect(namesOf(resources, "aws:route53/record:Record")).toContain("web-alias-app.example.com");
    expect(await outputsOf(args, (web) => web.url)).toBe("https://app.example.com");
    expect(await outputsOf(args, (web) => [web.testUrl])).toEqual([undefined]);
  });

  it("tells its one listener, and no web ACL", async () => {
    const outputs = await outputsOf(IP_HASH, (web) => ({
      productionListenerArn: web.productionListenerArn,
      others: [web.testListenerArn, web.redirectListenerArn, web.webAclArn],
    }));

    expect(outputs).toEqual({
      productionListenerArn: "arn:mock:web-enterprise-tls",
      others: [undefined, undefined, undefined],
    });
  });

  it("tells a service its group, and no rule", async () => {
    const target = await outputsOf(IP_HASH, ({ targets: { enterprise } }) => ({
      blue: enterprise?.blueTargetGroupArn,
      others: [enterprise?.greenTargetGroupArn, enterprise?.productionRuleArn, enterprise?.testRuleArn],
    }));

    expect(target).toEqual({ blue: "arn:mock:web-enterprise-blue", others: [undefined, undefined, undefined] });
  });
});
