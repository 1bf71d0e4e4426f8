import { difference } from "../../../../localcloud/provider/difference";
import type { Properties } from "../../../../localcloud/model/values";
import { inLocalCloud, itRefuses, type TestCloud } from "../../support";
import { SUBNET } from "../ec2/network";
import { behind, serving, working } from "./serving";
import { CLUSTER_CAPACITY_PROVIDERS, SERVICE } from "./tasks";

function strategy(...items: readonly Properties[]): Properties {
  return { capacityProviderStrategies: items };
}

const FARGATE = { capacityProvider: "FARGATE", weight: 1 };
const ON_EC2 = { capacityProviderStrategies: undefined, launchType: "EC2" };

describe("a service", () => {
  it("has its ARN as id, and rebalances zones by default", () => {
    const cloud = inLocalCloud();
    const { id, computed } = cloud.create(SERVICE, serving(cloud).inputs);

    expect(id).toBe("arn:aws:ecs:eu-west-1:123456789012:service/production/enterprise");
    expect(computed).toEqual({ arn: id, availabilityZoneRebalancing: "ENABLED", name: "enterprise" });
  });

  it("is not rebalanced by default where its placement excludes that", () => {
    const cloud = inLocalCloud();
    const { inputs, onInstances } = working(cloud);
    const placement = { orderedPlacementStrategies: [{ type: "binpack", field: "memory" }] };
    const { computed } = cloud.create(SERVICE, { ...inputs, taskDefinition: onInstances, ...ON_EC2, ...placement });

    expect(computed.availabilityZoneRebalancing).toBe("DISABLED");
  });

  it("keeps its rebalancing where an update leaves it out", () => {
    const cloud = inLocalCloud();
    const service = cloud.create(SERVICE, { ...serving(cloud).inputs, availabilityZoneRebalancing: "DISABLED" });
    const updated = cloud.update(service, { availabilityZoneRebalancing: undefined, deploymentMaximumPercent: 150 });

    expect(updated.computed.availabilityZoneRebalancing).toBe("DISABLED");
  });

  it("runs by its cluster's default strategy where it has no strategy of its own", () => {
    const cloud = inLocalCloud();
    const { inputs } = working(cloud);
    const unsaid = { ...inputs, capacityProviderStrategies: undefined, platformVersion: "LATEST" };

    expect(cloud.create(SERVICE, unsaid).inputs.platformVersion).toBe("LATEST");
    const [setting] = cloud.cloud.state.ofType(CLUSTER_CAPACITY_PROVIDERS);
    if (setting !== undefined) cloud.update(setting, { defaultCapacityProviderStrategies: undefined });
    expect(() => cloud.create(SERVICE, { ...unsaid, name: "other" })).toThrow("does not support launch_type EC2");
  });

  itRefuses(
    "to let its subnets go",
    (cloud: TestCloud) => {
      const given = serving(cloud);
      const service = cloud.create(SERVICE, { ...given.inputs, loadBalancers: undefined });
      const unused = cloud.create(SUBNET, {
        vpcId: given.vpcId,
        cidrBlock: "10.0.9.0/24",
        availabilityZone: "eu-west-1c",
      });
      const moved = { ...given.network, subnets: [unused.id] };
      const withUnused = cloud.update(service, { networkConfiguration: moved });
      return {
        violation: () => {
          cloud.delete(unused);
        },
        neighbour: () => {
          cloud.delete(withUnused);
          cloud.delete(unused);
        },
      };
    },
    "DependencyViolation",
    "has dependencies and cannot be deleted. (used by arn:aws:ecs:",
  );
});

describe("a change of a service", () => {
  const type = inLocalCloud().cloud.typeOf(SERVICE);
  const replacing = (before: Properties, after: Properties) => difference(type, before, after).replacing;

  it.each([
    ["its task definition", { taskDefinition: "a:1" }, { taskDefinition: "a:2" }, []],
    ["its target groups", { loadBalancers: [behind("blue")] }, { loadBalancers: [behind("green")] }, []],
    ["its cluster", { cluster: "one" }, { cluster: "other" }, ["cluster"]],
    ["its launch type", { launchType: "EC2" }, { launchType: "FARGATE" }, ["launchType"]],
    ["a controller that says what was so", {}, { deploymentController: { type: "ECS" } }, []],
    [
      "its controller",
      { deploymentController: { type: "ECS" } },
      { deploymentController: { type: "EXTERNAL" } },
      ["deploymentController"],
    ],
    ["its strategy", strategy(FARGATE), strategy({ ...FARGATE, weight: 2 }), ["capacityProviderStrategies"]],
    [
      "its strategy, with a new deployment",
      { ...strategy(FARGATE), forceNewDeployment: true },
      { ...strategy({ ...FARGATE, weight: 2 }), forceNewDeployment: true },
      [],
    ],
    [
      "its first strategy, with a new deployment",
      { forceNewDeployment: true },
      { ...strategy(FARGATE), forceNewDeployment: true },
      ["capacityProviderStrategies"],
    ],
  ])("of %s replaces by %j → %j: %j", (_, before, after, replaced) => {
    expect(replacing(before, after)).toEqual(replaced);
  });
});
