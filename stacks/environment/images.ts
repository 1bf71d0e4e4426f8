import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { ContainerImage } from "../../components/container-image";
import type { Configuration, ServiceConfiguration } from "../configuration/configuration";
import { containerImageArgs } from "./container-image-args";
import { needsRegistryCredentials, readRegistryCredentials } from "./registry-credentials";

/** An image by its digest, and what it takes to pull it. */
export interface ServiceImage {
  readonly image: ContainerImage;
  /** Secret from which ECS reads name and password; undefined where the registry asks for none. */
  readonly credentialsArn: pulumi.Output<string> | undefined;
}

/** Finds the image of a service by its digest; services that share an image share what was found (CO-4). */
export type ImageFinder = (service: Pick<ServiceConfiguration, "name" | "image">) => ServiceImage;

/** Finder of an environment's images; an image is named after the first service that asks for it. */
export function imageFinder(
  name: string,
  { image: environmentImage, registryCredentials }: Pick<Configuration, "image" | "registryCredentials">,
  provider: aws.Provider,
): ImageFinder {
  const credentials =
    registryCredentials === undefined ? undefined : readRegistryCredentials(registryCredentials, { provider });
  const found = new Map<string, ServiceImage>();
  return (service) => {
    const known = found.get(service.image);
    if (known !== undefined) return known;
    const own = needsRegistryCredentials(service.image, environmentImage) ? credentials : undefined;
    const image = new ContainerImage(`${name}-${service.name}`, containerImageArgs(service.image, own), {
      providers: [provider],
    });
    const serviceImage = { image, credentialsArn: own?.secretArn };
    found.set(service.image, serviceImage);
    return serviceImage;
  };
}
