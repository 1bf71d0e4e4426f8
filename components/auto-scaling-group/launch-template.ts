import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { automaticName } from "../shared/naming";
import { storageGibibytes } from "../shared/quantity";
import { namedTags, type Tags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { AutoScalingGroupArgs, GroupChildren } from "./args";
import { userData } from "./user-data";

const DEFAULT_RESERVED_MEMORY = 256;
const TEMPLATE_NAME_LENGTH = 128;

/** Resources that a launch template refers to. */
export interface TemplateDependencies {
  readonly imageId: pulumi.Input<string>;
  readonly instanceProfileArn: pulumi.Input<string>;
  readonly securityGroupId: pulumi.Input<string>;
}

/** Creates the template from which every instance is made. */
export function createLaunchTemplate(
  { name, parent, tags, transform }: GroupChildren,
  args: AutoScalingGroupArgs,
  { imageId, instanceProfileArn, securityGroupId }: TemplateDependencies,
): aws.ec2.LaunchTemplate {
  const [instanceType] = args.instanceTypes;
  const templateName = automaticName(name, TEMPLATE_NAME_LENGTH);
  return new aws.ec2.LaunchTemplate(
    ...transformed(
      transform.launchTemplate,
      templateName,
      {
        description: `Instances of ${name}`,
        imageId,
        instanceType,
        ebsOptimized: "true",
        iamInstanceProfile: { arn: instanceProfileArn },
        networkInterfaces: [
          { associatePublicIpAddress: "false", deleteOnTermination: "true", securityGroups: [securityGroupId] },
        ],
        blockDeviceMappings: [rootVolume(args)],
        // Version 2 of the metadata service only, with one hop: a container can't ask for the instance's credentials.
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        // CPU metrics every minute instead of every five: the alarm of SC-1 looks at two minutes.
        monitoring: { enabled: true },
        userData: encodedUserData(args),
        updateDefaultVersion: true,
        tagSpecifications: instanceTags(name, tags),
        tags: namedTags(templateName, tags),
      },
      { parent },
    ),
  );
}

function rootVolume({
  rootVolumeSize = "30Gi",
  volumeKeyArn,
}: AutoScalingGroupArgs): aws.types.input.ec2.LaunchTemplateBlockDeviceMapping {
  return {
    deviceName: "/dev/xvda",
    ebs: {
      volumeType: "gp3",
      volumeSize: storageGibibytes(rootVolumeSize),
      encrypted: "true",
      deleteOnTermination: "true",
      ...(volumeKeyArn !== undefined && { kmsKeyId: volumeKeyArn }),
    },
  };
}

function encodedUserData(args: AutoScalingGroupArgs): pulumi.Output<string> {
  return pulumi.output(args.cluster?.clusterName).apply((clusterName) =>
    Buffer.from(
      userData({
        clusterName,
        reservedMemoryMebibytes: args.cluster?.reservedMemoryMebibytes ?? DEFAULT_RESERVED_MEMORY,
        hasWarmPool: args.warmPool !== undefined,
        commands: args.userData,
      }),
    ).toString("base64"),
  );
}

/** Auto Scaling sets no tags of the group on volumes and network interfaces, so that the template sets them all. */
function instanceTags(name: string, tags: Tags | undefined): aws.types.input.ec2.LaunchTemplateTagSpecification[] {
  return ["instance", "volume", "network-interface"].map((resourceType) => ({
    resourceType,
    tags: namedTags(name, tags),
  }));
}
