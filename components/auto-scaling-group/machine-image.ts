import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export type Architecture = "x86_64" | "arm64";

/** Parameters under which AWS publishes its current images (Amazon ECS Developer Guide, "Retrieving Amazon ECS-optimized Linux AMI metadata"). */
const PARAMETERS: Readonly<Record<Architecture, string>> = {
  x86_64: "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
  arm64: "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id",
};

/** Architecture of an instance type: a `g` after the generation stands for Graviton (Amazon EC2 User Guide, "Instance type naming conventions"). */
export function architectureOf(instanceType: string): Architecture {
  return /^(?:a1\.|[a-z]+\d+g)/.test(instanceType) ? "arm64" : "x86_64";
}

/** ID of the ECS-optimised image that AWS recommends today. */
export function recommendedImage(architecture: Architecture, parent: pulumi.Resource): pulumi.Output<string> {
  // The plain `value` counts as a secret, even of a public parameter.
  return aws.ssm.getParameterOutput({ name: PARAMETERS[architecture] }, { parent }).insecureValue;
}
