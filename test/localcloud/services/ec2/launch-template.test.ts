import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, refusalOf } from "../../support";
import { images, launchable, LAUNCH_TEMPLATE } from "../autoscaling/groups";
import { role } from "../ecs/tasks";
import { serviceTrust } from "../iam/policies";
import { volume } from "./volumes";

const USER_DATA = Buffer.from("#!/bin/bash\n").toString("base64");

describeLimits(LAUNCH_TEMPLATE, [
  ["name", "lt", "lt1", "InvalidParameterValue", "parameter launchTemplateName is invalid"],
  ["name", "lt 1", "lt(1)", "InvalidParameterValue", "regular expression"],
  [
    "instanceType",
    "t3.mega",
    "t3.large",
    "InvalidParameterValue",
    "Value (t3.mega) for parameter launchTemplateData.instanceType",
  ],
  ["metadataOptions.httpTokens", "always", "required", "InvalidParameterValue", "[optional, required]"],
  ["metadataOptions.httpPutResponseHopLimit", 65, 64, "InvalidParameterValue", "less than or equal to 64"],
  ["blockDeviceMappings[0].ebs.volumeType", "gp4", "gp3", "InvalidParameterValue", "gp2"],
  ["blockDeviceMappings[0].ebs.volumeSize", 0, 1, "InvalidParameterValue", "greater than or equal to 1"],
  [
    "userData",
    Buffer.alloc(16_385).toString("base64"),
    Buffer.alloc(16_384).toString("base64"),
    "InvalidUserData.Malformed",
    "User data is limited to 16384 bytes",
  ],
]);

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
      "tags of a resource that isn't launched",
      { tagSpecifications: [{ resourceType: "vpc", tags: { Team: "web" } }] },
      { tagSpecifications: [{ resourceType: "volume", tags: { Team: "web" } }] },
      "InvalidParameterValue",
      "'vpc' is not a valid taggable resource type for this operation",
    ],
    [
      "an end of a one-time request for Spot Instances",
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
      "user data that isn't encoded",
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
      "more throughput than volumes have",
      volume({ throughput: 2_001 }),
      volume({ throughput: 2_000 }),
      "InvalidParameterValue",
      "The throughput of gp3 volumes must be from 125 to 2000, got 2001 (blockDeviceMappings[0].ebs.throughput)",
    ],
    [
      "fewer IOPS than volumes have",
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
      "a default version that is named and always the latest",
      { defaultVersion: 1, updateDefaultVersion: true },
      { defaultVersion: 1, updateDefaultVersion: false },
      "InvalidParameterCombination",
      "(defaultVersion, updateDefaultVersion)",
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

  it("lets its security group be deleted where no Auto Scaling group launches from it", () => {
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
