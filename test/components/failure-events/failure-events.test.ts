import * as pulumi from "@pulumi/pulumi";
import { FailureEvents, type FailureEventsArgs } from "../../../components/failure-events";
import { serviceFailureRules } from "../../../components/failure-events/event-rules";
import { all, deploy, refusals, type Registered } from "../../support/deploy";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const CLUSTER = "arn:aws:ecs:eu-west-1:123456789012:cluster/shop";
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";

function deployed(overrides: Partial<FailureEventsArgs> = {}): Promise<Registered[]> {
  return deploy(() => new FailureEvents("shop", { clusterArn: CLUSTER, alarmActions: [TOPIC], ...overrides }));
}

describe("FailureEvents", () => {
  it("watches the services of the cluster", async () => {
    const rules = all(await deployed(), RULE);
    const [failed] = serviceFailureRules("shop");

    expect(rules.map(({ name }) => name)).toEqual([
      "shop-deployment-failed",
      "shop-service-impaired",
      "shop-task-died",
    ]);
    expect(rules[0]?.inputs).toMatchObject({
      description: failed?.description,
      eventPattern: JSON.stringify(failed?.pattern(CLUSTER)),
    });
  });

  it("watches the instances of a group, known or not yet", async () => {
    const rules = all(await deployed({ autoScalingGroupName: pulumi.output("instances") }), RULE);

    expect(rules.slice(3).map(({ name }) => name)).toEqual([
      "shop-instance-launch-failed",
      "shop-instance-refresh-failed",
    ]);
    expect(JSON.parse(String(rules[3]?.inputs.eventPattern))).toMatchObject({
      detail: { AutoScalingGroupName: ["instances"] },
    });
  });

  it("tells the topic a sentence of each, without a role", async () => {
    const targets = all(await deployed(), TARGET);

    expect(targets.map(({ inputs }) => inputs.arn)).toEqual([TOPIC, TOPIC, TOPIC]);
    expect(targets[0]?.inputs).toEqual({
      rule: "shop-deployment-failed",
      arn: TOPIC,
      inputTransformer: {
        inputPaths: { service: "$.resources[0]", reason: "$.detail.reason" },
        inputTemplate: '"A deployment of <service> failed: <reason>"',
      },
    });
  });

  it("tells each topic what is as urgent as it", async () => {
    const topics = { critical: ["pager"], warning: ["mail"] };
    const targets = all(await deployed({ alarmActions: topics, autoScalingGroupName: "instances" }), TARGET);

    expect(targets.map(({ name, inputs }) => [name, inputs.arn])).toEqual([
      ["shop-deployment-failed", "pager"],
      ["shop-service-impaired", "pager"],
      ["shop-task-died", "mail"],
      ["shop-instance-launch-failed", "mail"],
      ["shop-instance-refresh-failed", "mail"],
    ]);
  });

  it("keeps long names within EventBridge's 64 characters", async () => {
    const name = "n".repeat(80);
    const rules = all(
      await deploy(() => new FailureEvents(name, { clusterArn: CLUSTER, alarmActions: [TOPIC] })),
      RULE,
    );

    expect(new Set(rules.map((rule) => rule.name)).size).toBe(3);
    for (const rule of rules) expect(rule.name.length).toBeLessThanOrEqual(56);
  });

  it("refuses tags that AWS would refuse", async () => {
    const args = { clusterArn: CLUSTER, alarmActions: [TOPIC], tags: { "aws:stage": "x" } };

    expect(await refusals(() => new FailureEvents("shop", args))).toEqual([
      expect.stringContaining('tags["aws:stage"]: the name must be'),
    ]);
  });

  it("parents and tags its children, and lets each be edited", async () => {
    const edited: string[] = [];
    const record = (_args: object, _options: object, name: string) => void edited.push(name);
    const resources = await deployed({
      tags: { Environment: "production" },
      transform: { rule: record, target: record },
    });

    for (const child of resources.filter(({ component }) => !component)) {
      expect(child.parent).toContain("proofpix:failure-events:FailureEvents::shop");
    }
    expect(all(resources, RULE)[0]?.inputs.tags).toEqual({ Name: "shop-deployment-failed", Environment: "production" });
    expect(edited).toEqual([
      "shop-deployment-failed",
      "shop-deployment-failed",
      "shop-service-impaired",
      "shop-service-impaired",
      "shop-task-died",
      "shop-task-died",
    ]);
  });
});
