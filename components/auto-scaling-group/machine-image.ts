import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Architecture } from "../shared/architecture";
import { literal } from "../shared/validation";
import type { AutoScalingGroupArgs } from "./args";

/**
 * Parameters under which AWS publishes its current images (Amazon ECS Developer Guide, "Retrieving Amazon ECS-optimized
 * Linux AMI metadata").
 */
const PARAMETERS: Readonly<Record<Architecture, string>> = {
  x86_64: "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
  arm64: "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id",
};

/**
 * Prefix of the name of a Systems Manager parameter that each launch looks up (Amazon EC2 Auto Scaling User
 * Guide, "Use AWS Systems Manager parameters instead of AMI IDs in launch templates").
 */
const LOOKED_UP_AT_LAUNCH = "resolve:ssm:";

/** The image of a group's instances. */
export interface MachineImage {
  /** The launch template's image: an AMI, or the parameter that names it at each launch. */
  readonly templateImageId: pulumi.Input<string>;
  /** The AMI that this names while the program runs. */
  readonly imageId: pulumi.Output<string>;
}

/**
 * Architecture of an instance type: a `g` after the generation stands for Graviton (Amazon EC2 User Guide, "Instance
 * type naming conventions").
 */
export function architectureOf(instanceType: string): Architecture {
  return /^(?:a1\.|[a-z]+\d+g)/.test(instanceType) ? "arm64" : "x86_64";
}

/** Whether each launch looks the image up in a parameter. */
export function isLookedUpAtLaunch({ imageId, warmPool }: Pick<AutoScalingGroupArgs, "imageId" | "warmPool">): boolean {
  if (imageId === undefined) return warmPool === undefined; // the same guide, limitations: no warm pools
  return literal(imageId)?.startsWith(LOOKED_UP_AT_LAUNCH) === true;
}

/** The image that a group asks for, or the one that AWS recommends for its instance types. */
export function machineImage(args: AutoScalingGroupArgs, parent: pulumi.Resource): MachineImage {
  const { imageId = `${LOOKED_UP_AT_LAUNCH}${PARAMETERS[architectureOf(args.instanceTypes[0] ?? "")]}` } = args;
  const parameter = literal(imageId)?.startsWith(LOOKED_UP_AT_LAUNCH) === true ? literal(imageId) : undefined;
  if (parameter === undefined) return { templateImageId: imageId, imageId: pulumi.output(imageId) };
  const current = currentImage(parameter.slice(LOOKED_UP_AT_LAUNCH.length), parent);
  return { templateImageId: isLookedUpAtLaunch(args) ? parameter : current, imageId: current };
}

function currentImage(parameter: string, parent: pulumi.Resource): pulumi.Output<string> {
  // The plain `value` counts as a secret, even of a public parameter.
  return aws.ssm.getParameterOutput({ name: parameter }, { parent }).insecureValue;
}
