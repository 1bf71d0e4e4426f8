import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { CloudFunction } from "../../model/resource-type";
import { text } from "../../model/values";
import { type Architecture, machineImage } from "../ec2/machine-images";

/**
 * AWS's public parameters that the local cloud has; the account has none of its own. The value is no secret: Pulumi's
 * bridge hands on what its functions answer in the clear (pulumi-terraform-bridge, `Provider.Invoke`).
 */
export const getParameter: CloudFunction = {
  token: "aws:ssm/getParameter:getParameter",
  call: ({ args, region }) => {
    const name = text(args, "name") ?? "";
    const value = publicParameter(name, region);
    if (value === undefined) {
      refuse("ParameterNotFound", `Systems Manager Parameter (${name}) not found`, "name");
    }
    return {
      id: name,
      arn: arn("ssm", region, "", `parameter${name}`),
      insecureValue: value,
      name,
      region,
      type: "String",
      value,
      version: 1,
      withDecryption: args.withDecryption ?? true,
    };
  },
};

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
