import { formatImageReference, splitImageReference } from "../../components/shared/image-reference";
import { withinTimeLimit, type ImageContext } from "./context";
import { ImageFailure } from "./failure";
import { ecrCredentials, type EcrClientOf, standardEcrClient } from "./registry/ecr";
import type { CredentialsOf, RegistryReader } from "./registry/registry";
import { standardRegistry } from "./registry/standard-registry";

export interface FindImageArgs {
  /** By tag or digest. */
  readonly reference: string;
  /** Seconds that the registry may take. @default 60 */
  readonly timeLimitSeconds?: number;
  /** @default - those of Amazon ECR, and none for another registry */
  readonly credentialsOf?: CredentialsOf;
  /** @default - the registry itself */
  readonly registry?: RegistryReader;
  /** @default - clients with the SDK's standard settings */
  readonly ecrClientOf?: EcrClientOf;
}

/** An image that a registry has. */
export interface FoundImage {
  /** By its digest: `<repository>@sha256:…`. */
  readonly reference: string;
  readonly digest: string;
}

const TIME_LIMIT_SECONDS = 60;

/** Finds a given image in its registry, by its digest; undefined where the registry doesn't have it. */
export function findImage(args: FindImageArgs, context: ImageContext): Promise<FoundImage | undefined> {
  const { reference, timeLimitSeconds = TIME_LIMIT_SECONDS, ecrClientOf = standardEcrClient } = args;
  const { credentialsOf = (host: string) => ecrCredentials(host, ecrClientOf) } = args;
  const registry = args.registry ?? standardRegistry(credentialsOf, ecrClientOf);
  return withinTimeLimit(context, timeLimitSeconds, `find ${reference}`, async (signal) => {
    const digest = await registry.digestOf(reference, signal);
    if (digest === undefined) return undefined;
    const { registry: host, repository } = splitImageReference(reference);
    return { reference: formatImageReference({ registry: host, repository, digest }), digest };
  });
}

/**
 * Finds a given image.
 * @throws {ImageFailure} `image-not-found` where the registry doesn't have it.
 */
export async function requireImage(args: FindImageArgs, context: ImageContext): Promise<FoundImage> {
  const found = await findImage(args, context);
  if (found !== undefined) return found;
  throw new ImageFailure(
    "image-not-found",
    `the registry has no image ${args.reference}`,
    "Check the tag or digest; an image that the registry's lifecycle deleted has to be built again.",
  );
}
