import * as pulumi from "@pulumi/pulumi";
import { AutoScalingGroup, type ClusterMembershipArgs } from "../../../components/auto-scaling-group";
import {
  ClusterCapacity,
  type ClusterCapacityArgs,
  type GroupCapacityArgs,
} from "../../../components/cluster-capacity";
import { ContainerCluster } from "../../../components/container-cluster";
import { ContainerService } from "../../../components/container-service";
import { all, deploy, only, refusals, type Registered } from "../../support/deploy";
import { PLAIN } from "../auto-scaling-group/support";
import { WORKER } from "../container-service/support";

const ATTACHMENT = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";
const PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";

function groupOf(cluster: ContainerCluster, membership: Partial<ClusterMembershipArgs> = {}): AutoScalingGroup {
  return new AutoScalingGroup("shop-instances", {
    ...PLAIN,
    imageId: "ami-1",
    cluster: { clusterName: cluster.clusterName, ...membership },
  });
}

function onFargate(args: Partial<ClusterCapacityArgs> = {}): Promise<Registered[]> {
  return deploy(() => new ClusterCapacity("shop", { cluster: new ContainerCluster("shop"), ...args }));
}

function onInstances(
  group: Partial<GroupCapacityArgs> = {},
  membership: Partial<ClusterMembershipArgs> = {},
  args: Partial<ClusterCapacityArgs> = {},
): Promise<Registered[]> {
  return deploy(() => {
    const cluster = new ContainerCluster("shop");
    const instances = { autoScalingGroup: groupOf(cluster, membership), ...group };
    new ClusterCapacity("shop", { cluster, autoScalingGroups: { instances }, ...args });
  });
}

describe("ClusterCapacity", () => {
  it("offers Fargate, on demand by default", async () => {
    expect(only(await onFargate(), ATTACHMENT).inputs).toEqual({
      clusterName: "shop",
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
    });
  });

  it("scales and drains the instances of a group by a capacity provider, and attaches it", async () => {
    const resources = await onInstances({ targetCapacityPercent: 66 });
    const provider = only(resources, PROVIDER);

    expect(provider.name).toBe("shop-instances");
    expect(provider.inputs).toMatchObject({
      autoScalingGroupProvider: {
        autoScalingGroupArn: "arn:mock:shop-instances",
        managedDraining: "ENABLED",
        managedScaling: { status: "ENABLED", targetCapacity: 66, instanceWarmupPeriod: 90 },
        managedTerminationProtection: "DISABLED",
      },
    });
    expect(only(resources, ATTACHMENT).inputs.capacityProviders).toEqual(["FARGATE", "FARGATE_SPOT", "shop-instances"]);
  });

  it("fills the instances, and takes another share and warm-up where told", async () => {
    const scaling = async (group: Partial<GroupCapacityArgs>) =>
      only(await onInstances(group), PROVIDER).inputs.autoScalingGroupProvider;

    expect(await scaling({})).toMatchObject({ managedScaling: { targetCapacity: 100 } });
    expect(await scaling({ targetCapacityPercent: 50, instanceWarmup: "5m" })).toMatchObject({
      managedScaling: { targetCapacity: 50, instanceWarmupPeriod: 300 },
    });
  });

  it("protects instances that run tasks where their group does", async () => {
    const { inputs } = only(await onInstances({}, { managedTerminationProtection: true }), PROVIDER);

    expect(inputs).toMatchObject({ autoScalingGroupProvider: { managedTerminationProtection: "ENABLED" } });
  });

  it.each<[string, pulumi.Input<string>[], string[]]>([
    ["given by name", ["batch", pulumi.output("more")], ["batch", "more"]],
    ["given Fargate's again", ["FARGATE", "batch"], ["batch"]],
  ])("offers further capacity providers %s", async (_, capacityProviders, expected) => {
    const { inputs } = only(await onFargate({ capacityProviders }), ATTACHMENT);

    expect(inputs.capacityProviders).toEqual(["FARGATE", "FARGATE_SPOT", ...expected]);
  });

  it("parents and tags its children, and lets each be edited", async () => {
    const edited: string[] = [];
    const record = (_args: object, _options: object, name: string) => void edited.push(name);
    const resources = await onInstances(
      {},
      {},
      {
        tags: { Owner: "shop" },
        transform: { capacityProvider: record, attachment: record },
      },
    );

    for (const type of [PROVIDER, ATTACHMENT]) {
      expect(only(resources, type).parent).toContain("proofpix:cluster-capacity:ClusterCapacity::shop");
    }
    expect(only(resources, PROVIDER).inputs.tags).toEqual({ Name: "shop-instances", Owner: "shop" });
    expect(edited).toEqual(["shop-instances", "shop"]);
  });

  it("takes over what cluster and group made themselves before", async () => {
    const before = new Map<string, unknown>();
    const record = (_args: object, { aliases }: pulumi.CustomResourceOptions, name: string) => {
      before.set(name, aliases);
    };
    await deploy(() => {
      const cluster = new ContainerCluster("shop");
      const autoScalingGroup = groupOf(cluster);
      new ClusterCapacity("shop", {
        cluster,
        autoScalingGroups: { instances: { autoScalingGroup } },
        transform: { capacityProvider: record, attachment: record },
      });

      expect(before.get("shop-instances")).toEqual([{ parent: autoScalingGroup }]);
      expect(before.get("shop")).toEqual([{ parent: cluster }]);
    });
  });

  it("attaches after the cluster and its logs, and lets services wait for it", async () => {
    const resources = await deploy(() => {
      const cluster = new ContainerCluster("shop");
      const capacity = new ClusterCapacity("shop", {
        cluster,
        autoScalingGroups: { instances: { autoScalingGroup: groupOf(cluster) } },
      });
      new ContainerService("shop-jobs", { ...WORKER, cluster, capacity: capacity.fargate });
      new ContainerService("shop-mail", { ...WORKER, cluster, capacity: capacity.instances.instances });
    });
    const order = resources.map(({ name, type }) => (type === ATTACHMENT ? "attachment" : `${type} ${name}`));
    const at = (registered: string): number => order.indexOf(registered);
    const services = all(resources, "aws:ecs/service:Service");

    expect(at("aws:cloudwatch/logGroup:LogGroup shop-container-insights")).toBeLessThan(at("attachment"));
    for (const { name, type } of services) expect(at(`${type} ${name}`)).toBeGreaterThan(at("attachment"));
    expect(services.map(({ inputs }) => inputs.capacityProviderStrategies)).toEqual([
      [{ capacityProvider: "FARGATE", weight: 1 }],
      [{ capacityProvider: "shop-instances", weight: 1 }],
    ]);
  });

  it("says which capacity providers are attached", async () => {
    const found: string[] = [];
    await deploy(() => {
      const { capacityProviderNames } = new ClusterCapacity("shop", { cluster: new ContainerCluster("shop") });
      capacityProviderNames.apply((names) => found.push(...names));
    });

    expect(found).toEqual(["FARGATE", "FARGATE_SPOT"]);
  });
});

describe("ClusterCapacity refuses", () => {
  function problemsOf(groups: (cluster: ContainerCluster) => Record<string, GroupCapacityArgs>): Promise<string[]> {
    return refusals(() => {
      const cluster = new ContainerCluster("shop");
      return new ClusterCapacity("shop", { cluster, autoScalingGroups: groups(cluster), tags: { "aws:a": "b" } });
    });
  }

  it("everything that could not work, together", async () => {
    const problems = await problemsOf((cluster) => {
      const autoScalingGroup = groupOf(cluster);
      return { Instances: { autoScalingGroup, targetCapacityPercent: 0, instanceWarmup: "2h" } };
    });

    expect(problems).toEqual([
      expect.stringMatching(/^autoScalingGroups\.Instances: .*lower-case letters.*got "Instances"/),
      expect.stringMatching(/^autoScalingGroups\.Instances\.targetCapacityPercent: .*from 1 to 100, got 0$/),
      expect.stringMatching(/^autoScalingGroups\.Instances\.instanceWarmup: .*"3600s", got "2h"$/),
      expect.stringMatching(/^tags.*aws:a/),
    ]);
  });

  it("a group whose instances join no cluster", async () => {
    const problems = await problemsOf(() => ({
      instances: { autoScalingGroup: new AutoScalingGroup("shop-instances", { ...PLAIN, imageId: "ami-1" }) },
    }));

    expect(problems[0]).toMatch(
      /^autoScalingGroups\.instances\.autoScalingGroup: .*got one that joins none; give the group `cluster/,
    );
  });

  it("a group whose instances are known to join another cluster", async () => {
    class Resource extends pulumi.ComponentResource {}
    const joined = (clusterName: string) =>
      refusals(() => {
        const cluster = Object.assign(new Resource("test:Cluster", "shop"), { clusterName: "shop" });
        const autoScalingGroup = Object.assign(new Resource("test:Group", "instances"), {
          groupArn: "arn",
          clusterName,
          managedTerminationProtection: false,
        });
        return new ClusterCapacity("shop", { cluster, autoScalingGroups: { instances: { autoScalingGroup } } });
      });

    expect(await joined("other")).toEqual([expect.stringMatching(/the cluster "shop", got one that joins "other"$/)]);
  });
});
