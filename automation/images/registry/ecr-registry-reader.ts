import { BatchGetImageCommand, DescribeImagesCommand, ImageNotFoundException } from "@aws-sdk/client-ecr";
import { ecrRegistry } from "../../../components/shared/ecr-registry";
import { splitImageReference } from "../../../components/shared/image-reference";
import { type EcrClientOf, standardEcrClient } from "./ecr";
import { configurationDigestIn, type RegistryReader } from "./registry";

/** Where an image is in Amazon ECR, as its API wants it. */
export interface EcrImage {
  readonly registryId: string;
  readonly region: string;
  readonly repositoryName: string;
  /** By its digest where the reference has one, else by its tag. */
  readonly imageId: { readonly imageDigest?: string; readonly imageTag?: string };
}

/** Reads a reference of an image in Amazon ECR; undefined for another registry. */
export function ecrImageOf(reference: string): EcrImage | undefined {
  const { registry, repository, tag = "latest", digest } = splitImageReference(reference);
  const found = ecrRegistry(registry ?? "");
  if (found === undefined) return undefined;
  const imageId = digest === undefined ? { imageTag: tag } : { imageDigest: digest };
  return { ...found, repositoryName: repository, imageId };
}

/** Reads Amazon ECR by its own API. */
export class EcrRegistryReader implements RegistryReader {
  constructor(private readonly clientOf: EcrClientOf = standardEcrClient) {}

  async digestOf(reference: string, abortSignal: AbortSignal): Promise<string | undefined> {
    const { region, imageId, ...repository } = requiredEcrImage(reference);
    try {
      const command = new DescribeImagesCommand({ ...repository, imageIds: [imageId] });
      const { imageDetails = [] } = await this.clientOf(region).send(command, { abortSignal });
      return imageDetails[0]?.imageDigest;
    } catch (error) {
      if (error instanceof ImageNotFoundException) return undefined;
      throw error;
    }
  }

  async configurationDigestOf(reference: string, abortSignal: AbortSignal): Promise<string | undefined> {
    const { region, imageId, ...repository } = requiredEcrImage(reference);
    const command = new BatchGetImageCommand({ ...repository, imageIds: [imageId] });
    const { images = [] } = await this.clientOf(region).send(command, { abortSignal });
    const manifest = images[0]?.imageManifest;
    return manifest === undefined ? undefined : configurationDigestIn(JSON.parse(manifest));
  }
}

function requiredEcrImage(reference: string): EcrImage {
  const image = ecrImageOf(reference);
  if (image === undefined) throw new Error(`${reference} is no image in Amazon ECR`);
  return image;
}
