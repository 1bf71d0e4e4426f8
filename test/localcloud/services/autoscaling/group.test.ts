import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { SUBNET } from "../ec2/network";
import { group as targetGroup } from "../lb/balanced";
import { GROUP, grouped, mixed, POLICY, SCHEDULE, scalable } from "./groups";

describeRules(
  GROUP,
  (cloud) => {
    const given = grouped(cloud);
    cloud.create(GROUP, { ...given.inputs, name: "taken" });
    return given;
  },
  [
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
      "requires attribute-based instance type selection (desiredCapacityType)",
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
      "a tag with a reserved prefix",
      { tags: [{ key: "aws:Name", value: "a", propagateAtLaunch: true }] },
      { tags: [{ key: "Name", value: "a", propagateAtLaunch: true }] },
      "ValidationError",
      "reserved for internal use: 'aws:Name' (tags[0].key)",
    ],
  ],
);

describeRules(
  GROUP,
  (cloud) => {
    const given = grouped(cloud);
    const instances = { targetType: "instance" };
    return {
      ...given,
      targets: targetGroup(cloud, given.vpcId, { name: "instances", ...instances }),
      addresses: targetGroup(cloud, given.vpcId, { name: "addresses" }),
      foreign: targetGroup(cloud, given.otherVpcId, { name: "foreign", ...instances }),
    };
  },
  [
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
      "a target group of IP addresses",
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

  it("has a generated name where only a prefix is given", () => {
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

  it("is deleted with its policies and scheduled actions", () => {
    const cloud = inLocalCloud();
    const { group, inputs } = scalable(cloud);
    cloud.create(POLICY, { ...inputs, name: "up", adjustmentType: "ChangeInCapacity", scalingAdjustment: 1 });
    cloud.create(SCHEDULE, { ...inputs, scheduledActionName: "night", recurrence: "0 22 * * *" });
    cloud.delete(group);

    expect(cloud.cloud.state.all().filter(({ type }) => [GROUP, POLICY, SCHEDULE].includes(type))).toEqual([]);
  });

  it("refuses settings that the local cloud doesn't model", () => {
    const cloud = inLocalCloud();
    const { inputs, template } = grouped(cloud);
    const overrides = [{ instanceRequirements: { memoryMib: { min: 1 }, vcpuCount: { min: 1 } } }];

    expect(() => cloud.create(GROUP, { ...inputs, placementGroup: "near" })).toThrow("(placementGroup)");
    expect(() => cloud.create(GROUP, { ...inputs, ...mixed(template.id, { overrides }) })).toThrow(
      "attribute-based instance type selection",
    );
  });

  itRefuses(
    "the deletion of its subnet",
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
    "the deletion of its instances' security group",
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
