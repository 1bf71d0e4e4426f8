import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { SUBNET } from "../ec2/network";
import { group as targetGroup } from "../lb/balanced";
import { GROUP, grouped, LAUNCH_TEMPLATE, POLICY, SCHEDULE, scalable } from "./groups";

const ON_DEMAND_TYPES = { overrides: [{ instanceType: "m7i.large" }, { instanceType: "m6i.large" }] };

/** A mixed instances policy of the template, with something changed. */
function mixed(templateId: string, launchTemplate: object = {}, instancesDistribution: object = {}) {
  const launchTemplateSpecification = { launchTemplateId: templateId, version: "1" };
  return {
    launchTemplate: undefined,
    mixedInstancesPolicy: { instancesDistribution, launchTemplate: { launchTemplateSpecification, ...launchTemplate } },
  };
}

/** Overrides of types that Intel made, each with a launch template of its own. */
function overridesWithTemplate(launchTemplateId: string, count: number) {
  const sizes = ["large", "xlarge", "2xlarge", "4xlarge"];
  const types = ["m7i", "m6i", "m5", "c7i", "c6i"].flatMap((family) => sizes.map((size) => `${family}.${size}`));
  return types.slice(0, count).map((instanceType) => ({
    instanceType,
    launchTemplateSpecification: { launchTemplateId, version: "1" },
  }));
}

describeRules(
  GROUP,
  (cloud) => {
    const given = grouped(cloud);
    cloud.create(GROUP, { ...given.inputs, name: "taken" });
    const instances = { targetType: "instance" };
    return {
      ...given,
      templateId: given.template.id,
      targets: targetGroup(cloud, given.vpcId, { name: "instances", ...instances }),
      addresses: targetGroup(cloud, given.vpcId, { name: "addresses" }),
      foreign: targetGroup(cloud, given.otherVpcId, { name: "foreign", ...instances }),
      spot: cloud.create(LAUNCH_TEMPLATE, {
        ...given.template.inputs,
        name: "spot",
        instanceMarketOptions: { marketType: "spot" },
      }).id,
      empty: cloud.create(LAUNCH_TEMPLATE, { name: "empty", instanceType: "m7i.large" }).id,
    };
  },
  [
    [
      "pools of another strategy",
      ({ templateId }) => mixed(templateId, {}, { spotAllocationStrategy: "capacity-optimized", spotInstancePools: 2 }),
      ({ templateId }) => mixed(templateId, {}, { spotAllocationStrategy: "lowest-price", spotInstancePools: 2 }),
      "ValidationError",
      "valid only with the allocation strategy lowest-price, got 2 with capacity-optimized",
    ],
    [
      "more than twenty pools",
      ({ templateId }) => mixed(templateId, {}, { spotInstancePools: 21 }),
      ({ templateId }) => mixed(templateId, {}, { spotInstancePools: 20 }),
      "ValidationError",
      "(mixedInstancesPolicy.instancesDistribution.spotInstancePools)",
    ],
    [
      "Spot Instances of the template's own in a mixed policy",
      ({ spot }) => mixed(spot),
      ({ templateId }) => mixed(templateId),
      "ValidationError",
      "Incompatible launch template: it requests Spot Instances by itself",
    ],
    [
      "more than twenty templates",
      ({ templateId }) => mixed(templateId, { overrides: overridesWithTemplate(templateId, 20) }),
      ({ templateId }) => mixed(templateId, { overrides: overridesWithTemplate(templateId, 19) }),
      "ValidationError",
      "A group takes up to 20 launch templates, got 21",
    ],
    ["a name that another group has", { name: "taken" }, {}, "AlreadyExists", "A group with the name taken already"],
    ["a name with a colon", { name: "a:b" }, { name: "a/b" }, "ValidationError", "without spaces and colons: 'a:b'"],
    [
      "bounds in the wrong order",
      { minSize: 5 },
      { minSize: 4 },
      "ValidationError",
      "Max bound, 4, must be greater than or equal to min bound, 5 (minSize, maxSize)",
    ],
    [
      "more than the maximum",
      { desiredCapacity: 5 },
      { desiredCapacity: 4 },
      "ValidationError",
      "Desired capacity:5 must be between the specified min size:1 and max size:4 (desiredCapacity)",
    ],
    ["less than the minimum", { desiredCapacity: 0 }, { desiredCapacity: 1 }, "ValidationError", "Desired capacity:0"],
    [
      "capacity in other units than instances",
      { desiredCapacityType: "vcpu" },
      { desiredCapacityType: "units" },
      "ValidationError",
      "takes attribute-based instance type selection (desiredCapacityType)",
    ],
    [
      "nothing to launch from",
      { launchTemplate: undefined },
      ({ templateId }) => mixed(templateId),
      "ValidationError",
      "Valid requests must contain either launchTemplate, LaunchConfigurationName",
    ],
    [
      "two things to launch from",
      ({ templateId, inputs }) => ({ ...mixed(templateId), launchTemplate: inputs.launchTemplate }),
      {},
      "ValidationError",
      "(launchTemplate, mixedInstancesPolicy)",
    ],
    [
      "a template that isn't there",
      { launchTemplate: { id: "lt-0", version: "1" } },
      ({ templateId }) => ({ launchTemplate: { id: templateId } }),
      "ValidationError",
      "with template ID lt-0, does not exist. (launchTemplate.id)",
    ],
    [
      "a template of a name that isn't there",
      { launchTemplate: { name: "none" } },
      { launchTemplate: { name: "instances" } },
      "ValidationError",
      "with template name none, does not exist. (launchTemplate.name)",
    ],
    [
      "a template by id and name",
      ({ templateId }) => ({ launchTemplate: { id: templateId, name: "instances" } }),
      {},
      "ValidationError",
      "(launchTemplate.id, launchTemplate.name)",
    ],
    [
      "a version that isn't one",
      ({ templateId }) => ({ launchTemplate: { id: templateId, version: "latest" } }),
      ({ templateId }) => ({ launchTemplate: { id: templateId, version: "$Latest" } }),
      "ValidationError",
      "either '$Default', '$Latest', or a numeric version are allowed. (launchTemplate.version)",
    ],
    [
      "a version that the template doesn't have",
      ({ templateId }) => ({ launchTemplate: { id: templateId, version: "2" } }),
      {},
      "ValidationError",
      "Could not find the specified version 2 for the launch template with ID lt-",
    ],
    [
      "a template without image",
      ({ empty }) => ({ launchTemplate: { id: empty } }),
      {},
      "ValidationError",
      "The request must contain the parameter ImageId (launchTemplate)",
    ],
    ["no subnet", { vpcZoneIdentifiers: [] }, {}, "ValidationError", "(vpcZoneIdentifiers)"],
    [
      "a subnet that isn't there",
      { vpcZoneIdentifiers: ["subnet-0"] },
      {},
      "ValidationError",
      "The subnet ID 'subnet-0' does not exist (vpcZoneIdentifiers[0])",
    ],
    [
      "subnets of two networks",
      ({ subnetId, foreignSubnetId }) => ({ vpcZoneIdentifiers: [subnetId, foreignSubnetId] }),
      ({ subnetId }) => ({ vpcZoneIdentifiers: [subnetId] }),
      "ValidationError",
      "The subnets of a group are in one VPC",
    ],
    [
      "a target group that isn't there",
      { targetGroupArns: ["arn:none"] },
      ({ targets }) => ({ targetGroupArns: [targets] }),
      "ValidationError",
      "Provided Target Groups may not be valid.",
    ],
    [
      "targets that are addresses",
      ({ addresses }) => ({ targetGroupArns: [addresses] }),
      ({ targets }) => ({ targetGroupArns: [targets] }),
      "ValidationError",
      "target groups of type instance only, got ip (targetGroupArns[0])",
    ],
    [
      "targets of another network",
      ({ foreign }) => ({ targetGroupArns: [foreign] }),
      ({ targets }) => ({ targetGroupArns: [targets] }),
      "ValidationError",
      "The target group is in vpc-",
    ],
    [
      "the same instance type twice",
      ({ templateId }) =>
        mixed(templateId, { overrides: [{ instanceType: "m7i.large" }, { instanceType: "m7i.large" }] }),
      ({ templateId }) => mixed(templateId, ON_DEMAND_TYPES),
      "ValidationError",
      "stands twice among the overrides (mixedInstancesPolicy.launchTemplate.overrides[1].instanceType)",
    ],
    [
      "an instance type of another architecture",
      ({ templateId }) => mixed(templateId, { overrides: [{ instanceType: "m7g.large" }] }),
      ({ templateId }) => mixed(templateId, { overrides: [{ instanceType: "m7a.large" }] }),
      "ValidationError",
      "The architecture 'arm64' of the specified instance type does not match the architecture 'x86_64'",
    ],
    [
      "weights of some types",
      ({ templateId }) =>
        mixed(templateId, {
          overrides: [{ instanceType: "m7i.large", weightedCapacity: "1" }, { instanceType: "m6i.large" }],
        }),
      ({ templateId }) => mixed(templateId, { overrides: [{ instanceType: "m7i.large", weightedCapacity: "1" }] }),
      "ValidationError",
      "Either all overrides have a weighted capacity or none has",
    ],
    [
      "a tag that doesn't say whether instances get it",
      { tags: [{ key: "Name", value: "a" }] },
      { tags: [{ key: "Name", value: "a", propagateAtLaunch: false }] },
      "ValidationError",
      "(tags[0].propagateAtLaunch)",
    ],
    [
      "a tag twice",
      { tags: ["a", "b"].map((value) => ({ key: "Name", value, propagateAtLaunch: true })) },
      { tags: ["a", "b"].map((key) => ({ key, value: "", propagateAtLaunch: true })) },
      "ValidationError",
      "Duplicate tag key: 'Name' (tags[1].key)",
    ],
    [
      "a tag of AWS's",
      { tags: [{ key: "aws:Name", value: "a", propagateAtLaunch: true }] },
      { tags: [{ key: "Name", value: "a", propagateAtLaunch: true }] },
      "ValidationError",
      "reserved for internal use: 'aws:Name' (tags[0].key)",
    ],
    [
      "a warm pool that is larger than it may be",
      { warmPool: { minSize: 3, maxGroupPreparedCapacity: 2 } },
      { warmPool: { minSize: 3, maxGroupPreparedCapacity: -1 } },
      "ValidationError",
      "The minimum size of the warm pool, 3, must not be greater than its prepared capacity, 2",
    ],
    [
      "a warm pool of Spot Instances",
      ({ templateId }) => ({
        ...mixed(templateId, ON_DEMAND_TYPES, { onDemandPercentageAboveBaseCapacity: 99 }),
        warmPool: {},
      }),
      ({ templateId }) => ({
        ...mixed(templateId, ON_DEMAND_TYPES, { onDemandPercentageAboveBaseCapacity: 100 }),
        warmPool: {},
      }),
      "ValidationError",
      "You can't add a warm pool to a group that launches Spot Instances (warmPool)",
    ],
  ],
);

describe("an Auto Scaling group", () => {
  it("is known by its name, and fills in what the program leaves out", () => {
    const cloud = inLocalCloud();
    const { inputs, template } = grouped(cloud);
    const group = cloud.create(GROUP, { ...inputs, launchTemplate: { id: template.id } });

    expect(group.id).toBe("instances");
    expect(cloud.outputs(group)).toMatchObject({
      arn: expect.stringMatching(
        /^arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:[0-9a-f-]{36}:autoScalingGroupName\/instances$/,
      ) as string,
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      defaultCooldown: 300,
      desiredCapacity: 1,
      healthCheckType: "EC2",
      launchTemplate: { id: template.id, name: "instances", version: "$Default" },
    });
  });

  it("has a name of its own where only a prefix is given", () => {
    const cloud = inLocalCloud();
    const { inputs } = grouped(cloud);

    expect(cloud.create(GROUP, { ...inputs, name: undefined, namePrefix: "web-" }).id).toMatch(/^web-[0-9a-f]{26}$/);
  });

  it.each([
    [{ minSize: 3 }, 3],
    [{ maxSize: 2 }, 2],
    [{ minSize: 2, maxSize: 2 }, 2],
    [{ desiredCapacity: 4 }, 4],
    [{ defaultCooldown: 60 }, 2],
  ])("has a capacity between its bounds after %j", (changed, capacity) => {
    const cloud = inLocalCloud();
    const { inputs } = grouped(cloud);
    const before = cloud.update(cloud.create(GROUP, inputs), { minSize: 2 });

    expect(before.computed.desiredCapacity).toBe(2);
    expect(cloud.update(cloud.update(before, { minSize: 1 }), changed).computed.desiredCapacity).toBe(capacity);
  });

  it("goes with its instances, policies and scheduled actions", () => {
    const cloud = inLocalCloud();
    const { group, inputs } = scalable(cloud);
    cloud.create(POLICY, { ...inputs, name: "up", adjustmentType: "ChangeInCapacity", scalingAdjustment: 1 });
    cloud.create(SCHEDULE, { ...inputs, scheduledActionName: "night", recurrence: "0 22 * * *" });
    cloud.delete(group);

    expect(cloud.cloud.state.all().filter(({ type }) => [GROUP, POLICY, SCHEDULE].includes(type))).toEqual([]);
  });

  it("says so where it is asked for what the local cloud doesn't model", () => {
    const cloud = inLocalCloud();
    const { inputs, template } = grouped(cloud);
    const overrides = [{ instanceRequirements: { memoryMib: { min: 1 }, vcpuCount: { min: 1 } } }];

    expect(() => cloud.create(GROUP, { ...inputs, placementGroup: "near" })).toThrow("(placementGroup)");
    expect(() => cloud.create(GROUP, { ...inputs, ...mixed(template.id, { overrides }) })).toThrow(
      "attribute-based instance type selection",
    );
  });

  itRefuses(
    "to lose its subnet",
    (cloud) => {
      const { group, subnetId } = scalable(cloud);
      const remove = () => {
        const subnet = cloud.cloud.state.find(SUBNET, subnetId);
        if (subnet !== undefined) cloud.delete(subnet);
      };
      return {
        violation: remove,
        neighbour: () => {
          cloud.delete(group);
          remove();
        },
      };
    },
    "DependencyViolation",
    "has dependencies and cannot be deleted. (used by instances)",
  );

  itRefuses(
    "to lose its instances' security group",
    (cloud) => {
      const { group, securityGroup } = scalable(cloud);
      return {
        violation: () => {
          cloud.delete(securityGroup);
        },
        neighbour: () => {
          cloud.delete(group);
          cloud.delete(securityGroup);
        },
      };
    },
    "DependencyViolation",
    "has a dependent object (used by instances)",
  );
});
