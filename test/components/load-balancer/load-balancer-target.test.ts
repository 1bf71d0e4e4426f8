import type * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerArgs, LoadBalancerTargetArgs } from "../../../components/load-balancer";
import { all } from "../../support/deploy";
import { PLAIN, SECURE, TOPIC, deployed, inputsOf, namesOf, outputsOf } from "./fixture";

const RULE = "aws:lb/listenerRule:ListenerRule";
const GROUP = "aws:lb/targetGroup:TargetGroup";
const LISTENER = "aws:lb/listener:Listener";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

function withTarget(target: Partial<LoadBalancerTargetArgs>, args: LoadBalancerArgs = SECURE): LoadBalancerArgs {
  return { ...args, targets: { enterprise: { port: 3000, ...target } } };
}

/** What the target tells; what it leaves undefined is absent. */
function targetOutputs(args: LoadBalancerArgs) {
  return outputsOf(args, ({ targets }) => {
    if (targets.enterprise === undefined) throw new Error("the target is missing");
    const { alarmNames, targetGroupDimensions, greenTargetGroupArn, testRuleArn, ...told } = targets.enterprise;
    const { port, healthPath, deregistrationDelaySeconds, healthySeconds } = told;
    return {
      port,
      healthPath,
      deregistrationDelaySeconds,
      healthySeconds,
      blueTargetGroupArn: told.blueTargetGroupArn,
      productionRuleArn: told.productionRuleArn,
      loadBalancerDimension: told.loadBalancerDimension,
      ...(greenTargetGroupArn && { greenTargetGroupArn }),
      ...(testRuleArn && { testRuleArn }),
      alarmNames: [...alarmNames],
      targetGroupDimensions: [...targetGroupDimensions],
    };
  });
}

/** What each rule would not give back to us once someone else has changed it. */
async function ignoredChanges(args: LoadBalancerArgs): Promise<Record<string, readonly string[] | undefined>> {
  const ignored: Record<string, readonly string[] | undefined> = {};
  const listenerRule = (_: unknown, options: pulumi.CustomResourceOptions, name: string): void => {
    ignored[name] = options.ignoreChanges;
  };
  await deployed({ ...args, transform: { listenerRule } });
  return ignored;
}

describe("what a target tells a service", () => {
  it("is its port, path, waits, metrics and alarms", async () => {
    const { alarmNames, ...target } = await targetOutputs(SECURE);

    expect(target).toMatchObject({
      port: 3000,
      healthPath: "/health",
      deregistrationDelaySeconds: 30,
      healthySeconds: 60,
      loadBalancerDimension: "app/web/1",
      targetGroupDimensions: ["targetgroup/web-enterprise-blue/1", "targetgroup/web-enterprise-green/1"],
    });
    expect(alarmNames).toEqual([
      "web-enterprise-target-5xx",
      "web-enterprise-target-response-time",
      "web-enterprise-unhealthy-targets",
    ]);
  });

  it("takes the target's own waits", async () => {
    const args = withTarget({ deregistrationDelay: "1m", healthCheck: { interval: "10s", healthyThreshold: 3 } });

    expect(await targetOutputs(args)).toMatchObject({ deregistrationDelaySeconds: 60, healthySeconds: 30 });
  });
});

describe("a target's routing", () => {
  it("becomes its rule's conditions, before the default target's", async () => {
    const targets = {
      web: { port: 3000 },
      api: { port: 4000, routing: { hosts: ["api.example.com"], paths: ["/v1/*"] } },
      first: { port: 5000, routing: { paths: ["/first"], priority: 1 } },
    };
    const resources = await deployed({ ...SECURE, targets });
    const { priority, conditions } = inputsOf(resources, RULE, "web-api-production");
    const first = inputsOf(resources, RULE, "web-first-production").priority;

    expect(conditions).toEqual([
      { hostHeader: { values: ["api.example.com"] } },
      { pathPattern: { values: ["/v1/*"] } },
    ]);
    expect(first).toBeLessThan(Number(priority));
    expect(inputsOf(resources, RULE, "web-first-test").priority).toBe(first);
    expect(inputsOf(resources, RULE, "web-web-production").priority).toBeGreaterThan(Number(priority));
  });
});

describe("groups and rules", () => {
  const args = withTarget({ healthCheck: { path: "/up" }, slowStart: "30s" });

  it("is reached by plain HTTP without a certificate", async () => {
    const resources = await deployed(PLAIN);

    expect(inputsOf(resources, RULE, "web-enterprise-production").listenerArn).toBe("arn:mock:web-http");
  });

  it("has two groups with the same attributes", async () => {
    const [blue, green, ...others] = all(await deployed(args), GROUP).map(({ inputs }) => {
      const { namePrefix, tags, ...attributes } = inputs;
      return { namePrefix, tags, attributes };
    });

    expect(others).toEqual([]);
    expect(green?.attributes).toEqual(blue?.attributes);
    expect([blue?.namePrefix, green?.namePrefix]).toEqual(["ente-b", "ente-g"]);
  });

  it("has the same rule behind the production and the test listener, blue to begin with", async () => {
    const resources = await deployed(args);
    const [production, test] = ["production", "test"].map((role) =>
      inputsOf(resources, RULE, `web-enterprise-${role}`),
    );

    expect(production).toMatchObject({
      listenerArn: "arn:mock:web-https",
      actions: [
        {
          type: "forward",
          forward: {
            targetGroups: [
              { arn: "arn:mock:web-enterprise-blue", weight: 100 },
              { arn: "arn:mock:web-enterprise-green", weight: 0 },
            ],
          },
        },
      ],
    });
    expect(test).toMatchObject({
      listenerArn: "arn:mock:web-test",
      priority: production?.priority,
      conditions: production?.conditions,
      actions: production?.actions,
    });
  });

  it("leaves the rules' actions to ECS", async () => {
    expect(await ignoredChanges(args)).toEqual({
      "web-enterprise-production": ["actions"],
      "web-enterprise-test": ["actions"],
    });
  });

  it("makes the rule sticky for a second, so that AWS takes sticky groups behind it, now and later", async () => {
    for (const given of [args, withTarget({ stickiness: { kind: "load-balancer" } })]) {
      const { actions } = inputsOf(await deployed(given), RULE, "web-enterprise-production");
      expect(actions).toMatchObject([{ forward: { stickiness: { enabled: true, duration: 1 } } }]);
    }
  });

  it("opens the test listener to the VPC, with the certificate", async () => {
    const resources = await deployed(args);

    expect(inputsOf(resources, LISTENER, "web-test")).toMatchObject({
      port: 8443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      defaultActions: [{ type: "fixed-response", fixedResponse: { statusCode: "404" } }],
    });
    expect(inputsOf(resources, INGRESS, "web-ingress-8443")).toMatchObject({ fromPort: 8443, cidrIpv4: "10.0.0.0/16" });
  });

  it("opens the test listener on another port, for others, when asked", async () => {
    const testListener = { port: 9000, cidrBlocks: ["10.1.0.0/16", "10.2.0.0/16"] };
    const resources = await deployed({ ...args, testListener });

    expect(inputsOf(resources, LISTENER, "web-test")).toMatchObject({ port: 9000 });
    for (const cidrIpv4 of testListener.cidrBlocks) {
      const rule = `web-ingress-9000-${cidrIpv4.replace("/", "-")}`;
      expect(inputsOf(resources, INGRESS, rule)).toMatchObject({ cidrIpv4, fromPort: 9000 });
    }
  });

  it("leaves the rules of blocks alone that stay when another goes", async () => {
    const rules = async (...cidrBlocks: string[]) =>
      all(await deployed({ ...args, testListener: { cidrBlocks } }), INGRESS).map(({ name, inputs }) => [
        name,
        inputs.cidrIpv4,
      ]);
    const [first, ...others] = await rules("10.1.0.0/16", "10.2.0.0/16", "203.0.113.7/32").then((all) => all.slice(-3));

    expect(first).toEqual(["web-ingress-8443-10.1.0.0-16", "10.1.0.0/16"]);
    expect((await rules("10.2.0.0/16", "203.0.113.7/32")).slice(-2)).toEqual(others);
  });

  it("is tested over plain HTTP without a certificate", async () => {
    const resources = await deployed(PLAIN);

    expect(inputsOf(resources, LISTENER, "web-test")).toMatchObject({ port: 8080, protocol: "HTTP" });
  });

  it("has groups of addresses that another port doesn't replace", async () => {
    const ports = async (given: Partial<LoadBalancerTargetArgs>) =>
      all(await deployed(withTarget(given)), GROUP).map(({ inputs }) => [inputs.port, inputs.targetType]);

    expect(await ports({ port: 3000 })).toEqual([
      [80, "ip"],
      [80, "ip"],
    ]);
    expect(await ports({ port: 4000, protocol: "HTTPS" })).toEqual([
      [443, "ip"],
      [443, "ip"],
    ]);
    expect(await ports({ port: 4000, targetType: "instance" })).toEqual([
      [4000, "instance"],
      [4000, "instance"],
    ]);
  });

  it("tells ECS its groups and rules", async () => {
    expect(await targetOutputs(args)).toMatchObject({
      healthPath: "/up",
      blueTargetGroupArn: "arn:mock:web-enterprise-blue",
      greenTargetGroupArn: "arn:mock:web-enterprise-green",
      productionRuleArn: "arn:mock:web-enterprise-production",
      testRuleArn: "arn:mock:web-enterprise-test",
    });
  });
});

describe("a target's alarms", () => {
  it("have fixed names, by which a deployment refers to them, and tell of their end too", async () => {
    const resources = await deployed(SECURE);
    const names = ["target-5xx", "target-response-time", "unhealthy-targets"].map((alarm) => `web-enterprise-${alarm}`);

    expect(new Set(namesOf(resources, ALARM))).toEqual(
      new Set(["web-load-balancer-5xx", "web-certificate-expiring", ...names]),
    );
    for (const name of names) {
      expect(inputsOf(resources, ALARM, name)).toMatchObject({ name, alarmActions: [TOPIC], okActions: [TOPIC] });
    }
  });

  it("watch both groups, and return one result", async () => {
    const resources = await deployed(SECURE);
    const queries = inputsOf(resources, ALARM, "web-enterprise-target-5xx").metricQueries as Record<string, unknown>[];

    expect(JSON.stringify(queries)).toContain('"TargetGroup":"targetgroup/web-enterprise-blue/1"');
    expect(JSON.stringify(queries)).toContain('"TargetGroup":"targetgroup/web-enterprise-green/1"');
    expect(queries.filter(({ returnData }) => returnData === true)).toEqual([
      expect.objectContaining({ id: "result", expression: expect.stringContaining("SUM([") as unknown }),
    ]);
  });

  it("take the target's own thresholds", async () => {
    const resources = await deployed(withTarget({ alarms: { serverErrorPercent: 1, responseTime: "500ms" } }));

    expect(inputsOf(resources, ALARM, "web-enterprise-target-5xx").threshold).toBe(1);
    expect(inputsOf(resources, ALARM, "web-enterprise-target-response-time").threshold).toBe(0.5);
  });
});
