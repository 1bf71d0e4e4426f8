import { describeWarnings } from "../../support";
import { images, launchable, LAUNCH_TEMPLATE, RECOMMENDED } from "../autoscaling/groups";
import { volume } from "./volumes";

describeWarnings(
  LAUNCH_TEMPLATE,
  (cloud) => {
    const { securityGroup } = launchable(cloud);
    const { x86, arm } = images(cloud);
    return {
      arm,
      securityGroupId: securityGroup.id,
      inputs: { name: "workers", imageId: x86, instanceType: "t3.large" },
    };
  },
  [
    [
      "a name that no parameter can have",
      { imageId: "resolve:ssm:/images//web" },
      { imageId: "resolve:ssm:/images/web:3" },
      'Invalid id: "resolve:ssm:/images//web" (expecting "ami-...") (imageId)',
    ],
    [
      "an empty name of a parameter",
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
      "two interfaces with one device index",
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
      "an image that has no image id",
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
