import * as pulumi from "@pulumi/pulumi";
import type { ContainerServiceArgs } from "../../../components/container-service";
import { only } from "../../support/deploy";
import { behindLoadBalancer, deployService, policies, refusalsOfService, TYPES } from "./support";

async function service(overrides?: () => Partial<ContainerServiceArgs>): Promise<Record<string, unknown>> {
  return only(await deployService(overrides), TYPES.service).inputs;
}

describe("deployments of a service", () => {
  it("roll, wait until the service runs steadily, and never undo a scaling", async () => {
    let ignored: string[] | undefined;
    const inputs = await service(() => ({
      transform: { service: (_args, options) => void (ignored = options.ignoreChanges) },
    }));

    expect(inputs).toMatchObject({
      desiredCount: 2,
      forceNewDeployment: true,
      waitForSteadyState: true,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      availabilityZoneRebalancing: "ENABLED",
    });
    expect(ignored).toEqual(["desiredCount"]);
  });

  it("start after the policies, rules and target without which a first task would fail", async () => {
    const awaited: string[] = [];
    await deployService(() => ({
      ...behindLoadBalancer(),
      taskPolicies: { jobs: "arn:aws:iam::123456789012:policy/jobs" },
      transform: {
        service: (_args, { dependsOn }) => {
          const resources = Array.isArray(dependsOn) ? dependsOn : [];
          for (const each of resources.filter((one) => pulumi.Resource.isInstance(one))) {
            each.urn.apply((urn) => awaited.push(urn.split("::").at(-1) ?? ""));
          }
        },
      },
    }));

    expect(awaited.sort()).toEqual([
      "shop-web-execution",
      "shop-web-from-load-balancer-8080",
      "shop-web-task-jobs",
      "shop-web-to-https",
      "shop-web-to-vpc",
      "shop-web-traffic-shift",
      "target",
    ]);
  });

  it("shift traffic with a role for that alone", async () => {
    const inputs = await service(() => ({ ...behindLoadBalancer(), deployment: { strategy: "blue-green" } }));

    expect(inputs).toMatchObject({
      deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes: "2" },
      deploymentCircuitBreaker: { enable: true, rollback: true },
      alarms: { enable: true, rollback: true, alarmNames: ["web-5xx", "web-latency"] },
    });
  });

  it("call hooks with a role for those functions alone", async () => {
    const functionArn = "arn:aws:lambda:eu-central-1:123456789012:function:smoke-test";
    const resources = await deployService(() => ({
      ...behindLoadBalancer(),
      deployment: {
        strategy: "canary",
        hooks: [{ kind: "function", functionArn, stages: ["POST_TEST_TRAFFIC_SHIFT"] }],
      },
    }));

    expect(only(resources, TYPES.service).inputs.deploymentConfiguration).toMatchObject({
      lifecycleHooks: [{ hookTargetArn: functionArn, roleArn: "arn:mock:shop-web-hooks" }],
    });
    expect(policies(resources)["shop-web-hooks"]?.Statement).toEqual([
      { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: [functionArn] },
    ]);
  });

  it("are rolling alone behind a network load balancer and for a worker", async () => {
    const network = () => behindLoadBalancer({ kind: "network" });
    const inputs = await service(network);

    expect(JSON.stringify(inputs.loadBalancers)).not.toContain("advancedConfiguration");
    for (const surroundings of [network, () => ({})]) {
      const refused = refusalsOfService(() => ({ ...surroundings(), deployment: { strategy: "linear" } }));
      expect(await refused).toEqual([expect.stringMatching(/^deployment\.strategy: "linear" moves traffic/)]);
    }
  });

  it("take the strategy's bounds, and don't wait where told", async () => {
    const inputs = await service(() => ({
      deployment: { strategy: "rolling", minimumHealthyPercent: 50, maximumPercent: 150 },
      waitForSteadyState: false,
    }));

    expect(inputs).toMatchObject({
      deploymentMinimumHealthyPercent: 50,
      deploymentMaximumPercent: 150,
      waitForSteadyState: false,
    });
  });

  it("are waited for as long as they may take by their own durations", async () => {
    const waits: unknown[] = [];
    for (const bakeTime of ["3m", "2h"] as const) {
      await service(() => ({
        ...behindLoadBalancer(),
        deployment: { strategy: "blue-green", bakeTime },
        transform: { service: (_args, { customTimeouts }) => void waits.push(customTimeouts) },
      }));
    }

    expect(waits).toEqual([
      { create: "40m", update: "40m", delete: "20m" },
      { create: "155m", update: "155m", delete: "20m" },
    ]);
  });

  it("leave old revisions in place for rollbacks", async () => {
    expect(only(await deployService(), TYPES.taskDefinition).inputs).toMatchObject({
      family: "shop-web",
      skipDestroy: true,
    });
  });
});
