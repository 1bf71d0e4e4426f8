import * as aws from "@pulumi/aws";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { type EcrRegistry, ecrRegistry } from "../shared/ecr-registry";
import { formatImageReference } from "../shared/image-reference";
import { lookUp } from "../shared/look-up";
import { transformed } from "../shared/transform";
import type { ContainerImageTransforms, ExistingImageSource } from "./args";
import { type ImageReference, parseImageReference } from "./image-reference";

/** Digest of an image in a registry; one that the reference names is not looked up. */
export function existingImageDigest(
  children: Children<ContainerImageTransforms>,
  source: ExistingImageSource,
): pulumi.Output<string> {
  const reference = parseImageReference(source.reference);
  if (reference.digest !== undefined) return pulumi.output(reference.digest);
  const registry = ecrRegistry(reference.registry);
  if (registry !== undefined) return ecrDigest(children, registry, source);
  return registryDigest(children, reference, source);
}

/**
 * Amazon ECR is asked through its own API: a token for its Docker API is a new one each time, and the provider that
 * holds it would change at every update (pulumi/pulumi-docker#952).
 */
function ecrDigest(
  { parent }: Children<ContainerImageTransforms>,
  registry: EcrRegistry,
  source: ExistingImageSource,
): pulumi.Output<string> {
  const { repository: repositoryName, tag: imageTag } = parseImageReference(source.reference);
  const call = aws.ecr.getImage({ ...registry, repositoryName, imageTag }, { parent });
  return pulumi.output(lookUpImage(call, source)).imageDigest;
}

function registryDigest(
  children: Children<ContainerImageTransforms>,
  reference: ImageReference,
  source: ExistingImageSource,
): pulumi.Output<string> {
  const { parent } = children;
  const provider = source.registry ?? createRegistry(children, reference, source);
  const call = docker.getRegistryImage({ name: formatImageReference(reference) }, { parent, provider });
  return pulumi.output(lookUpImage(call, source)).sha256Digest;
}

function createRegistry(
  { name, parent, transform }: Children<ContainerImageTransforms>,
  { registry }: ImageReference,
  source: ExistingImageSource,
): docker.Provider {
  return new docker.Provider(
    ...transformed<docker.ProviderArgs>(
      transform.registry,
      `${name}-registry`,
      { disableDockerDaemonCheck: true, registryAuth: registryAuth(registry, source) },
      { parent },
    ),
  );
}

function lookUpImage<T>(call: Promise<T>, source: ExistingImageSource): Promise<T> {
  return lookUp(call, `the image ${JSON.stringify(source.reference)}`, remedyOf(source));
}

/** Likely fix where a registry refuses to give an image. */
export function remedyOf({ credentials, remedy }: Omit<ExistingImageSource, "kind" | "reference">): string {
  const access = credentials === undefined ? "give credentials if the registry asks for them" : "check credentials";
  return remedy ?? `check reference, and ${access}`;
}

function registryAuth(address: string, { credentials }: ExistingImageSource): docker.ProviderArgs["registryAuth"] {
  if (credentials === undefined) return undefined;
  return [{ address, username: credentials.username, password: pulumi.secret(credentials.password) }];
}
