import { describeRules, inLocalCloud, itRefuses, itWarns, type TestCloud } from "../../support";
import { SECURITY_GROUP } from "../ec2/network";
import { GROUP, grouped, images, LAUNCH_TEMPLATE } from "./groups";

const REFUSED = "ValidationError";
const FULLY_FORMED = "You must use a valid fully-formed launch template.";

/** A group whose launch template is changed. */
function launching(cloud: TestCloud) {
  const given = grouped(cloud);
  const other = cloud.create(SECURITY_GROUP, { vpcId: given.otherVpcId, name: "other" }).id;
  const own = given.securityGroup.id;
  const template = (name: string, changes: object) => {
    const { id } = cloud.create(LAUNCH_TEMPLATE, {
      imageId: images(cloud).x86,
      instanceType: "m7i.large",
      name,
      ...changes,
    });
    return { launchTemplate: { id, version: "1" } };
  };
  return { ...given, template, other, own };
}

describeRules(GROUP, launching, [
  [
    "an image that isn't there",
    ({ template }) => template("imageless", { imageId: "ami-00000000000000000" }),
    ({ template }) => template("whole", {}),
    REFUSED,
    `${FULLY_FORMED} The image id '[ami-00000000000000000]' does not exist`,
  ],
  [
    "a type of another architecture",
    ({ template }) => template("arm", { instanceType: "m7g.large" }),
    ({ template }) => template("intel", { instanceType: "m7i.large" }),
    REFUSED,
    `${FULLY_FORMED} The architecture 'arm64' of the specified instance type does not match the architecture 'x86_64'`,
  ],
  [
    "security groups beside those of interfaces",
    ({ template, own }) => template("both", { vpcSecurityGroupIds: [own], networkInterfaces: [{ deviceIndex: 0 }] }),
    ({ template, own }) => template("inside", { networkInterfaces: [{ deviceIndex: 0, securityGroups: [own] }] }),
    REFUSED,
    "When a network interface is provided, the security groups must be a part of it.",
  ],
  [
    "a security group of another VPC",
    ({ template, other }) => template("foreign", { vpcSecurityGroupIds: [other] }),
    ({ template, own }) => template("own", { vpcSecurityGroupIds: [own] }),
    REFUSED,
    "One or more security groups in the launch template are not linked to the VPCs configured in the Auto Scaling group",
  ],
  [
    "an interface's security group of another VPC",
    ({ template, other }) => template("foreign", { networkInterfaces: [{ deviceIndex: 0, securityGroups: [other] }] }),
    ({ template, own }) => template("own", { networkInterfaces: [{ deviceIndex: 0, securityGroups: [own] }] }),
    REFUSED,
    "(launchTemplate: networkInterfaces[0].securityGroups[0])",
  ],
]);

const UNUSABLE_KEY = { Version: "2012-10-17", Statement: [] };

/** A group whose volumes have a key that EC2 may not use. */
function withUnusableKey(cloud: TestCloud, changes: object) {
  const key = cloud.create("aws:kms/key:Key", { policy: JSON.stringify({ ...UNUSABLE_KEY, Statement: [OWNERS] }) });
  const ebs = { volumeSize: 30, encrypted: "true", kmsKeyId: key.computed.arn };
  const { inputs } = grouped(cloud, { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs }] });
  return cloud.create(GROUP, { ...inputs, ...changes });
}

const OWNERS = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::123456789012:root" },
  Action: "kms:*",
  Resource: "*",
};

describe("a group whose instances can't start", () => {
  itWarns(
    "a creation that doesn't wait for its instances",
    (cloud) => withUnusableKey(cloud, { waitForCapacityTimeout: "0" }),
    "the group's instances don't start: Client error on launch:",
  );

  itWarns(
    "a group of no instances yet",
    (cloud) => withUnusableKey(cloud, { minSize: 0 }),
    "the group's instances don't start",
  );

  itRefuses(
    "a larger group, for which the provider waits",
    (cloud) => {
      const group = withUnusableKey(cloud, { minSize: 0 });
      return {
        violation: () => cloud.update(group, { minSize: 1 }),
        neighbour: () => cloud.update(group, { maxSize: 5 }),
      };
    },
    "Client.InternalError",
    "Client error on launch:",
  );
});

describe("an instance refresh that can't be started", () => {
  const backwards = { instanceRefresh: { strategy: "Rolling", preferences: { checkpointPercentages: [50, 50] } } };

  itRefuses(
    "a new launch template, which starts it",
    (cloud) => {
      const { inputs, template } = grouped(cloud);
      const group = cloud.create(GROUP, { ...inputs, ...backwards });
      cloud.update(template, { description: "second" });
      return {
        violation: () => cloud.update(group, { launchTemplate: { id: template.id, version: "2" } }),
        neighbour: () => cloud.update(group, { maxSize: 9 }),
      };
    },
    REFUSED,
    "CheckpointPercentages must be unique and in ascending order",
  );

  itRefuses(
    "a change of its trigger",
    (cloud) => {
      const { inputs } = grouped(cloud);
      const instanceRefresh = { ...backwards.instanceRefresh, triggers: ["max_size"] };
      const group = cloud.create(GROUP, { ...inputs, instanceRefresh });
      return {
        violation: () => cloud.update(group, { maxSize: 9 }),
        neighbour: () => cloud.update(group, { defaultCooldown: 60 }),
      };
    },
    REFUSED,
    "CheckpointPercentages must be unique and in ascending order",
  );
});

it("launches with the types of overrides instead of the template's", () => {
  const cloud = inLocalCloud();
  const { inputs, template } = launching(cloud);
  const { launchTemplate } = template("arm", { instanceType: "m7g.large" });
  const launchTemplateSpecification = { launchTemplateId: launchTemplate.id, version: "1" };
  const policy = { launchTemplateSpecification, overrides: [{ instanceType: "m7i.large" }] };
  cloud.create(GROUP, { ...inputs, launchTemplate: undefined, mixedInstancesPolicy: { launchTemplate: policy } });

  expect(cloud.cloud.state.ofType(GROUP)).toHaveLength(1);
});
