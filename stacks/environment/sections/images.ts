import type * as pulumi from "@pulumi/pulumi";
import {
  ContainerImage,
  type ContainerImageArgs,
  parseImageReference,
  type RegistryCredentials,
} from "../../../components/container-image";
import { validateContainerImage } from "../../../components/container-image/validate";
import { ecrRegistry } from "../../../components/shared/ecr-registry";
import { isArnIn } from "../../../components/shared/arn";
import { partitionOf } from "../../../components/shared/region";
import { SECRET_ID } from "../../../components/shared/secrets";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { pathText, shown } from "../../configuration/problem";
import { text } from "../../configuration/schema/fields";
import type { Draft, SettingsOf } from "../../configuration/section";
import { needsRegistryCredentials, readRegistryCredentials } from "./registry-credentials";
import type { EnvironmentConfiguration, EnvironmentParts } from "./environment";
import type { ServiceConfiguration, ServicesSettings } from "./services/configuration";
import { image } from "./services/service-keys";

/** The only port outside of the network that security groups let instances and tasks reach. */
const HTTPS_PORT = "443";

const keys = {
  image: image("Image of each service that names none of its own (CO-1); deployed by its digest (CO-4)."),
  registryCredentials: text(SECRET_ID, {
    description:
      'Secret with {"username", "password"} for the registry of proofpix:image. Never the credentials themselves.',
    allowed: "the name or ARN of a Secrets Manager secret in this region",
    changing: "a deployment without downtime",
    examples: ["proofpix/registry-credentials"],
  }).optional(),
};

/** Settings of images. */
export type ImageSettings = SettingsOf<typeof keys>;

type ImagesDraft = Draft<ImageSettings & EnvironmentConfiguration & Pick<ServicesSettings, "services">, object>;

/** An image by its digest, and the credentials to pull it. */
export interface ServiceImage {
  readonly image: ContainerImage;
  /** Secret from which ECS reads name and password; undefined where the registry asks for none. */
  readonly credentialsArn: pulumi.Output<string> | undefined;
}

/** Finds the image of a service by its digest (CO-4). Services with the same image share one component. */
export type ImageFinder = (service: Pick<ServiceConfiguration, "name" | "image">) => ServiceImage;

/** The images of the services. */
export const imagesSection = {
  keys,

  check({ right }: ImagesDraft, problems: ArgumentProblems): void {
    checkImage("image", right.image, problems);
    right.services?.forEach((service, index) => {
      checkImage(pathText(["services", index, "image"]), service?.image, problems);
    });
    checkCredentials(right, problems);
  },

  create: (configuration: ImageSettings, parts: EnvironmentParts): { readonly imageOf: ImageFinder } => ({
    imageOf: imageFinder(configuration, parts),
  }),
};

/** An image's component is named after the first service that has the image. */
function imageFinder(
  { image: environmentImage, registryCredentials }: ImageSettings,
  { name, provider, options }: EnvironmentParts,
): ImageFinder {
  const credentials =
    registryCredentials === undefined ? undefined : readRegistryCredentials(registryCredentials, { provider });
  const found = new Map<string, ServiceImage>();
  return (service) => {
    const known = found.get(service.image);
    if (known !== undefined) return known;
    const own = needsRegistryCredentials(service.image, environmentImage) ? credentials : undefined;
    const args = containerImageArgs(service.image, own);
    const serviceImage = {
      image: new ContainerImage(`${name}-${service.name}`, args, options),
      credentialsArn: own?.secretArn,
    };
    found.set(service.image, serviceImage);
    return serviceImage;
  };
}

/** Arguments of an image that something else pushed, to be deployed by its digest (CO-4). */
export function containerImageArgs(
  reference: string,
  credentials: RegistryCredentials | undefined,
): ContainerImageArgs {
  const remedy =
    credentials === undefined
      ? "check proofpix:image, or the service's own, and name a secret in proofpix:registryCredentials if the registry asks for a password"
      : "check proofpix:image, or the service's own, and name and password in the secret of proofpix:registryCredentials";
  return { source: { kind: "existing", reference, credentials, remedy } };
}

/** Records an image that can't be found or pulled, or whose tag may move to other content (CO-4). */
function checkImage(key: string, reference: string | undefined, problems: ArgumentProblems): void {
  if (reference === undefined) return;
  validateContainerImage(
    containerImageArgs(reference, undefined),
    problems.at(() => key),
  );
  const [, port = HTTPS_PORT] = parsed(reference)?.registry.split(":") ?? [];
  problems.require(
    port === HTTPS_PORT,
    key,
    `must come from a registry on port ${HTTPS_PORT}, since instances and tasks reach no other port outside of the network, got ${shown(reference)}; serve the registry on ${HTTPS_PORT}, or copy the image to Amazon ECR`,
  );
}

/** Undefined for a malformed reference, which {@link checkImage} records. */
function parsed(reference: string): ReturnType<typeof parseImageReference> | undefined {
  try {
    return parseImageReference(reference);
  } catch {
    return undefined;
  }
}

function checkCredentials(
  { image: reference, registryCredentials, region }: ImagesDraft["right"],
  problems: ArgumentProblems,
): void {
  if (registryCredentials === undefined) return;
  const registry = reference === undefined ? undefined : parsed(reference)?.registry;
  problems.require(
    registry === undefined || ecrRegistry(registry) === undefined,
    "registryCredentials",
    "means nothing for proofpix:image, which Amazon ECR lets this account's roles pull; remove it",
  );
  if (region === undefined || !registryCredentials.startsWith("arn:") || isArnIn(region, registryCredentials)) return;
  problems.add(
    "registryCredentials",
    `must be a secret of ${shown(region)} in the partition ${shown(partitionOf(region))}, where the instances read it; replicate the secret into the region and name the replica`,
  );
}
