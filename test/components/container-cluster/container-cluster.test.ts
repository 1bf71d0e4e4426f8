import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ContainerCluster, type ContainerClusterArgs } from "../../../components/container-cluster";
import { all, deploy, only, refusals, type Registered } from "../../support/deploy";

const CLUSTER = "aws:ecs/cluster:Cluster";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const KEY = "arn:aws:kms:eu-central-1:123456789012:key/1";

function named(resources: readonly Registered[], name: string): Registered {
  const found = resources.find((resource) => resource.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

function deployCluster(args?: ContainerClusterArgs): Promise<Registered[]> {
  return deploy(() => new ContainerCluster("shop", args));
}

describe("ContainerCluster", () => {
  it("is measured by Container Insights, task by task", async () => {
    expect(only(await deployCluster(), CLUSTER).inputs.settings).toEqual([
      { name: "containerInsights", value: "enhanced" },
    ]);
  });

  it("is measured for less on demand", async () => {
    expect(only(await deployCluster({ containerInsights: "enabled" }), CLUSTER).inputs.settings).toEqual([
      { name: "containerInsights", value: "enabled" },
    ]);
  });

  it("records sessions in a log group of its own, kept for a year", async () => {
    const resources = await deployCluster();

    expect(named(resources, "shop-execute-command").inputs).toMatchObject({
      name: "/ecs/shop/execute-command",
      retentionInDays: 365,
    });
    expect(only(resources, CLUSTER).inputs.configuration).toEqual({
      executeCommandConfiguration: {
        logging: "OVERRIDE",
        logConfiguration: { cloudWatchLogGroupName: "/ecs/shop/execute-command", cloudWatchEncryptionEnabled: false },
      },
    });
  });

  it("encrypts sessions and their log under a key", async () => {
    const resources = await deployCluster({ kmsKeyArn: KEY, logRetentionDays: 30 });

    expect(named(resources, "shop-execute-command").inputs).toMatchObject({ kmsKeyId: KEY, retentionInDays: 30 });
    expect(only(resources, CLUSTER).inputs.configuration).toMatchObject({
      executeCommandConfiguration: { kmsKeyId: KEY, logConfiguration: { cloudWatchEncryptionEnabled: true } },
    });
  });

  it("has the log of Container Insights under the same key and retention, before any task runs", async () => {
    const resources = await deploy(() => {
      const cluster = new ContainerCluster("shop", { kmsKeyArn: KEY, logRetentionDays: 30 });
      new aws.ecs.Service("user", { cluster: cluster.clusterArn });
    });
    const insights = named(resources, "shop-container-insights");

    expect(insights.inputs).toMatchObject({
      name: "/aws/ecs/containerinsights/shop/performance",
      kmsKeyId: KEY,
      retentionInDays: 30,
    });
    expect(resources.indexOf(insights)).toBeLessThan(resources.indexOf(named(resources, "user")));
  });

  it("keeps the log of Container Insights for a year", async () => {
    expect(named(await deployCluster(), "shop-container-insights").inputs).toMatchObject({ retentionInDays: 365 });
  });

  it("says where sessions are logged and how they are encrypted", async () => {
    const found: unknown[] = [];
    await deploy(() => {
      const encrypted = new ContainerCluster("shop", { kmsKeyArn: KEY });
      const plain = new ContainerCluster("plain");
      pulumi
        .all([
          encrypted.executeCommandLogGroupName,
          encrypted.executeCommandLogGroupArn,
          encrypted.executeCommandKeyArn,
        ])
        .apply((values) => found.push(...values, plain.executeCommandKeyArn));
    });

    expect(found).toEqual(["/ecs/shop/execute-command", "arn:mock:shop-execute-command", KEY, undefined]);
  });

  it("parents and tags its children, and lets each be edited", async () => {
    const edited: string[] = [];
    const record = (_args: object, _options: object, name: string) => void edited.push(name);
    const resources = await deployCluster({
      tags: { Environment: "production" },
      transform: { cluster: record, logGroup: record, containerInsightsLogGroup: record },
    });
    const children = resources.filter((resource) => !resource.component);

    for (const child of children) expect(child.parent).toContain("proofpix:container-cluster:ContainerCluster::shop");
    for (const type of [CLUSTER, LOG_GROUP]) {
      expect(all(children, type)[0]?.inputs.tags).toMatchObject({ Environment: "production" });
    }
    expect(edited).toEqual(["shop-execute-command", "shop", "shop-container-insights"]);
  });

  it("refuses a retention that CloudWatch Logs doesn't know", async () => {
    const configured: { readonly logRetentionDays: number } = { logRetentionDays: 31 };

    expect(await refusals(() => new ContainerCluster("shop", configured as ContainerClusterArgs))).toEqual([
      expect.stringMatching(/^logRetentionDays: .*31/),
    ]);
  });
});
