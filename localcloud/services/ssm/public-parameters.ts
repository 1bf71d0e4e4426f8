import { machineImage, type Architecture } from "../ec2/machine-images";

const FAMILY = "/aws/service/ecs/optimized-ami/amazon-linux-2023";

/** Amazon ECS Developer Guide, "Retrieving Amazon ECS-optimized Linux AMI metadata". */
const RECOMMENDATIONS: readonly { readonly parameter: string; readonly architecture: Architecture }[] = [
  { parameter: `${FAMILY}/recommended`, architecture: "x86_64" },
  { parameter: `${FAMILY}/arm64/recommended`, architecture: "arm64" },
];

/** The value of a parameter that AWS publishes in each region; undefined for one that the local cloud doesn't have. */
export function publicParameter(name: string, region: string): string | undefined {
  const found = RECOMMENDATIONS.find(({ parameter }) => [parameter, `${parameter}/image_id`].includes(name));
  if (found === undefined) return undefined;
  const { parameter, architecture } = found;
  const imageId = machineImage(region, architecture);
  return name === parameter ? metadata(imageId, architecture) : imageId;
}

function metadata(imageId: string, architecture: Architecture): string {
  const imageName = `al2023-ami-ecs-hvm-local-${architecture}`;
  return JSON.stringify({ image_id: imageId, image_name: imageName, os: "Amazon Linux 2023", schema_version: 1 });
}
