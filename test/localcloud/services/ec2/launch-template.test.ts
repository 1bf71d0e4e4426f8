import type { Properties } from "../../../../localcloud/model/values";
import { describeRules, describeWarnings, inLocalCloud, refusalOf } from "../../support";
import { images, launchable, LAUNCH_TEMPLATE, RECOMMENDED } from "../autoscaling/groups";
import { role } from "../ecs/tasks";
import { serviceTrust } from "../iam/policies";

const USER_DATA = Buffer.from("#!/bin/bash\n").toString("base64");

/** A root volume with something changed. */
function volume(ebs: Properties): Properties {
  return { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 30, volumeType: "gp3", ...ebs } }] };
}

describeRules(
  LAUNCH_TEMPLATE,
  (cloud) => {
    const { securityGroup, subnetId } = launchable(cloud);
    role(cloud, "instances", serviceTrust("ec2"));
    const profile = cloud.create("aws:iam/instanceProfile:InstanceProfile", { name: "instances", role: "instances" });
    const { x86, arm } = images(cloud);
    return {
      arm,
      subnetId,
      securityGroupId: securityGroup.id,
      profileArn: profile.computed.arn,
      inputs: { name: "workers", imageId: x86, instanceType: "t3.large" },
    };
  },
  [
    [
      "a name that another template has",
      { name: "instances" },
      {},
      "InvalidLaunchTemplateName.AlreadyExistsException",
      "Launch template name already in use: instances (name)",
    ],
    [
      "nothing to launch",
      { imageId: undefined, instanceType: undefined, description: "empty" },
      { imageId: undefined },
      "MissingParameter",
      "You must specify at least one parameter for the launch template data",
    ],
    [
      "tags of what isn't launched",
      { tagSpecifications: [{ resourceType: "vpc", tags: { Team: "web" } }] },
      { tagSpecifications: [{ resourceType: "volume", tags: { Team: "web" } }] },
      "InvalidParameterValue",
      "'vpc' is not a valid taggable resource type for this operation",
    ],
    [
      "an end of a single request for Spot Instances",
      { instanceMarketOptions: { marketType: "spot", spotOptions: { validUntil: "2099-01-01T00:00:00Z" } } },
      {
        instanceMarketOptions: {
          marketType: "spot",
          spotOptions: { spotInstanceType: "persistent", validUntil: "2099-01-01T00:00:00Z" },
        },
      },
      "InvalidParameterCombination",
      "ValidUntil is supported for persistent requests only",
    ],
    [
      "credits of another kind",
      { creditSpecification: { cpuCredits: "endless" } },
      { creditSpecification: { cpuCredits: "unlimited" } },
      "InvalidParameterValue",
      "(creditSpecification.cpuCredits)",
    ],
    [
      "user data as it stands",
      { userData: "#!/bin/bash\n" },
      { userData: USER_DATA },
      "InvalidUserData.Malformed",
      "Invalid BASE64 encoding of user data. (userData)",
    ],
    [
      "a security group that isn't there",
      { vpcSecurityGroupIds: ["sg-0"] },
      ({ securityGroupId }) => ({ vpcSecurityGroupIds: [securityGroupId] }),
      "InvalidGroup.NotFound",
      "'sg-0' does not exist (vpcSecurityGroupIds[0])",
    ],
    [
      "a security group of an interface that isn't there",
      { networkInterfaces: [{ securityGroups: ["sg-0"] }] },
      ({ securityGroupId }) => ({ networkInterfaces: [{ securityGroups: [securityGroupId] }] }),
      "InvalidGroup.NotFound",
      "(networkInterfaces[0].securityGroups[0])",
    ],
    [
      "a subnet of an interface that isn't there",
      { networkInterfaces: [{ subnetId: "subnet-0" }] },
      ({ subnetId }) => ({ networkInterfaces: [{ subnetId }] }),
      "InvalidSubnetID.NotFound",
      "(networkInterfaces[0].subnetId)",
    ],
    [
      "an instance profile that isn't there",
      { iamInstanceProfile: { name: "none" } },
      { iamInstanceProfile: { name: "instances" } },
      "InvalidParameterValue",
      "Value (none) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name",
    ],
    [
      "an ARN of an instance profile that isn't there",
      { iamInstanceProfile: { arn: "arn:aws:iam::123456789012:instance-profile/none" } },
      ({ profileArn }) => ({ iamInstanceProfile: { arn: profileArn } }),
      "InvalidParameterValue",
      "Invalid IAM Instance Profile ARN (iamInstanceProfile.arn)",
    ],
    [
      "an instance profile by name and ARN",
      ({ profileArn }) => ({ iamInstanceProfile: { name: "instances", arn: profileArn } }),
      {},
      "InvalidParameterCombination",
      "(iamInstanceProfile.name, iamInstanceProfile.arn)",
    ],
    [
      "a key for a volume that isn't encrypted",
      volume({ kmsKeyId: "alias/aws/ebs" }),
      volume({}),
      "InvalidParameterDependency",
      "The parameter KmsKeyId requires the parameter Encrypted to be set.",
    ],
    [
      "more throughput than there is",
      volume({ throughput: 2_001 }),
      volume({ throughput: 2_000 }),
      "InvalidParameterValue",
      "The throughput of gp3 volumes must be from 125 to 2000, got 2001 (blockDeviceMappings[0].ebs.throughput)",
    ],
    [
      "fewer operations than there are",
      volume({ iops: 2_999 }),
      volume({ iops: 3_000 }),
      "InvalidParameterValue",
      "The iops of gp3 volumes must be from 3000 to 80000, got 2999",
    ],
    [
      "throughput of a volume that has no such setting",
      volume({ throughput: 125, volumeType: "gp2" }),
      volume({ volumeType: "gp2" }),
      "InvalidParameterCombination",
      "The parameter throughput of gp2 volumes is not supported",
    ],
    [
      "a default version that doesn't exist yet",
      { defaultVersion: 2 },
      { defaultVersion: 1 },
      "InvalidLaunchTemplateId.VersionNotFound",
      "Could not find the specified version 2",
    ],
    [
      "a default version that is named and kept the latest",
      { defaultVersion: 1, updateDefaultVersion: true },
      { defaultVersion: 1, updateDefaultVersion: false },
      "InvalidParameterCombination",
      "(defaultVersion, updateDefaultVersion)",
    ],
  ],
);

describeWarnings(
  LAUNCH_TEMPLATE,
  (cloud) => {
    const { securityGroup, subnetId } = launchable(cloud);
    role(cloud, "instances", serviceTrust("ec2"));
    const profile = cloud.create("aws:iam/instanceProfile:InstanceProfile", { name: "instances", role: "instances" });
    const { x86, arm } = images(cloud);
    return {
      arm,
      subnetId,
      securityGroupId: securityGroup.id,
      profileArn: profile.computed.arn,
      inputs: { name: "workers", imageId: x86, instanceType: "t3.large" },
    };
  },
  [
    [
      "a parameter that can't be one",
      { imageId: "resolve:ssm:/images//web" },
      { imageId: "resolve:ssm:/images/web:3" },
      'Invalid id: "resolve:ssm:/images//web" (expecting "ami-...") (imageId)',
    ],
    [
      "no parameter",
      { imageId: "resolve:ssm:" },
      { imageId: "resolve:ssm:arn:aws:ssm:eu-west-1:123456789012:parameter/images/web:stable" },
      'Invalid id: "resolve:ssm:"',
    ],
    [
      "an instance type that can't run the image of a parameter",
      { imageId: `resolve:ssm:${RECOMMENDED}/arm64/recommended/image_id` },
      { imageId: `resolve:ssm:${RECOMMENDED}/recommended/image_id` },
      "The architecture 'x86_64' of the specified instance type does not match the architecture 'arm64'",
    ],
    [
      "more throughput than its IOPS allow",
      volume({ iops: 3000, throughput: 751 }),
      volume({ iops: 3000, throughput: 750 }),
      "is too high; maximum is 0.25 MiBps per iops. (blockDeviceMappings[0].ebs.throughput",
    ],
    [
      "more throughput than the usual IOPS allow",
      volume({ throughput: 1000 }),
      volume({ iops: 4000, throughput: 1000 }),
      "Throughput (MiBps) to iops ratio of 0.333",
    ],
    [
      "more IOPS than its size allows",
      volume({ iops: 15_001 }),
      volume({ iops: 15_000 }),
      "Iops to volume size ratio of 500.03",
    ],
    [
      "a volume of provisioned IOPS without them",
      volume({ volumeType: "io2" }),
      volume({ volumeType: "io2", iops: 3000 }),
      "The parameter iops must be specified for io2 volumes. (blockDeviceMappings[0].ebs.iops)",
    ],
    [
      "two interfaces in one place",
      { networkInterfaces: [{ deviceIndex: 0 }, { deviceIndex: 0 }] },
      { networkInterfaces: [{ deviceIndex: 0 }, { deviceIndex: 1 }] },
      "Each network interface requires a unique device index.",
    ],
    [
      "a public address of several interfaces",
      { networkInterfaces: [{ deviceIndex: 0, associatePublicIpAddress: "true" }, { deviceIndex: 1 }] },
      { networkInterfaces: [{ deviceIndex: 0, associatePublicIpAddress: "true" }] },
      "cannot be specified when launching with multiple network interfaces.",
    ],
    [
      "credits of instances that have none",
      { instanceType: "m7i.large", creditSpecification: { cpuCredits: "standard" } },
      { instanceType: "t3.large", creditSpecification: { cpuCredits: "standard" } },
      "The parameter creditSpecification is not supported by m7i.large",
    ],
    [
      "a key that isn't there",
      volume({ encrypted: "true", kmsKeyId: "alias/none" }),
      volume({ encrypted: "true", kmsKeyId: "alias/aws/ebs" }),
      "The KMS key 'alias/none' does not exist (blockDeviceMappings[0].ebs.kmsKeyId)",
    ],
    [
      "an image that can't run on the instance type",
      ({ arm }) => ({ imageId: arm }),
      ({ arm }) => ({ imageId: arm, instanceType: undefined }),
      "(instanceType, imageId)",
    ],
    [
      "an image that isn't one",
      { imageId: "amazon-linux" },
      { imageId: undefined },
      'Invalid id: "amazon-linux" (expecting "ami-...") (imageId)',
    ],
    [
      "an image that isn't there",
      { imageId: "ami-0123456789abcdef0" },
      {},
      "The image id '[ami-0123456789abcdef0]' does not exist (imageId)",
    ],
    [
      "an instance type that can't run the image",
      { instanceType: "t4g.large" },
      ({ arm }) => ({ instanceType: "t4g.large", imageId: arm }),
      "The architecture 'arm64' of the specified instance type does not match the architecture 'x86_64'",
    ],
    [
      "security groups beside those of interfaces",
      ({ securityGroupId }) => ({
        vpcSecurityGroupIds: [securityGroupId],
        networkInterfaces: [{ associatePublicIpAddress: "false" }],
      }),
      { vpcSecurityGroupIds: [], networkInterfaces: [{ associatePublicIpAddress: "false" }] },
      "When a network interface is provided, the security groups must be a part of it.",
    ],
  ],
);

describe("a launch template", () => {
  it("has an id, an ARN and its first version", () => {
    const cloud = inLocalCloud();
    const { template } = launchable(cloud);

    expect(template.id).toMatch(/^lt-[0-9a-f]{17}$/);
    expect(cloud.outputs(template)).toMatchObject({
      arn: `arn:aws:ec2:eu-west-1:123456789012:launch-template/${template.id}`,
      name: "instances",
      latestVersion: 1,
      defaultVersion: 1,
    });
  });

  it.each([
    [{ instanceType: "m7i.xlarge" }, { latestVersion: 2, defaultVersion: 1 }],
    [{ description: "larger" }, { latestVersion: 2, defaultVersion: 1 }],
    [{ tags: { Name: "instances" } }, { latestVersion: 1, defaultVersion: 1 }],
    [
      { instanceType: "m7i.xlarge", updateDefaultVersion: true },
      { latestVersion: 2, defaultVersion: 2 },
    ],
  ])("has these versions after %j: %j", (changed, versions) => {
    const cloud = inLocalCloud();

    expect(cloud.update(launchable(cloud).template, changed).computed).toMatchObject(versions);
  });

  it("keeps a default version that the program no longer names", () => {
    const cloud = inLocalCloud();
    const second = cloud.update(launchable(cloud).template, { instanceType: "m7i.xlarge" });
    const moved = cloud.update(second, { defaultVersion: 2 });

    expect(moved.computed).toMatchObject({ latestVersion: 2, defaultVersion: 2 });
    expect(cloud.update(moved, { defaultVersion: undefined }).computed).toMatchObject({ defaultVersion: 2 });
  });

  it("lets its security group go where no group launches from it", () => {
    const cloud = inLocalCloud();
    const { securityGroup } = launchable(cloud);

    expect(
      refusalOf(() => {
        cloud.delete(securityGroup);
      }),
    ).toBeUndefined();
  });

  it.each([[{ keyName: "admin" }, "(keyName)"]])("says that the local cloud doesn't model %j", (changes, words) => {
    const cloud = inLocalCloud();

    expect(() => cloud.create(LAUNCH_TEMPLATE, { name: "workers", ...changes })).toThrow(words);
  });
});
