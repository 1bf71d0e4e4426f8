import { ImageAlreadyExistsException, PutImageCommand } from "@aws-sdk/client-ecr";
import { splitImageReference } from "../../../components/shared/image-reference";
import { DistributionRegistry } from "./distribution-registry";
import type { EcrClientOf } from "./ecr";
import { ecrImageOf } from "./ecr-registry-reader";
import type { RegistryCredentials } from "./registry";

/** An image that was pushed to a registry which stands in for Amazon ECR. */
export interface PushedElsewhere {
  /** Where it was pushed. */
  readonly pushed: string;
  /** Where it is to be found in Amazon ECR, by its tag. */
  readonly reference: string;
  readonly credentials: RegistryCredentials;
}

/** Tells Amazon ECR of an image that was pushed elsewhere, by its manifest. AWS itself needs no telling. */
export async function tellEcr(
  { pushed, reference, credentials }: PushedElsewhere,
  clientOf: EcrClientOf,
  abortSignal: AbortSignal,
): Promise<void> {
  const image = ecrImageOf(reference);
  const registry = new DistributionRegistry(() => Promise.resolve(credentials));
  const manifest = await registry.manifestOf(pushed, abortSignal);
  if (image === undefined || manifest === undefined) return; // the digest is then not found, which is told
  const command = new PutImageCommand({
    registryId: image.registryId,
    repositoryName: image.repositoryName,
    imageTag: splitImageReference(reference).tag,
    imageManifest: manifest.text,
    imageManifestMediaType: manifest.mediaType,
  });
  try {
    await clientOf(image.region).send(command, { abortSignal });
  } catch (error) {
    if (!(error instanceof ImageAlreadyExistsException)) throw error;
  }
}
