import { BatchDeleteImageCommand, paginateDescribeImages, type ECRClient } from "@aws-sdk/client-ecr";
import { withinTimeLimit, type ImageContext } from "../context";
import { ecrImageOf } from "../registry/ecr-registry-reader";
import { type EcrClientOf, standardEcrClient } from "../registry/ecr";
import { batchesOf } from "../../shared/batches";
import { type CleanUpRules, imagesToDelete, type RepositoryImage } from "./images-to-delete";

export interface CleanUpImagesArgs extends CleanUpRules {
  /** Repository in Amazon ECR. Another registry is left alone. */
  readonly repositoryUrl: string;
  /** Digests of what runs in any environment, and of the last verified deployments of each. */
  readonly keptDigests: ReadonlySet<string>;
  /** Seconds that it may take. @default 300 */
  readonly timeLimitSeconds?: number;
  /** @default - a client with the SDK's standard settings */
  readonly ecrClientOf?: EcrClientOf;
  /** @default - now */
  readonly now?: Date;
}

const TIME_LIMIT_SECONDS = 300;
/** Amazon ECR API Reference, BatchDeleteImage: images of one request. */
const MOST_AT_ONCE = 100;

/**
 * Deletes images that no rollback needs.
 * @returns digests of what is gone.
 */
export function cleanUpImages(args: CleanUpImagesArgs, context: ImageContext): Promise<string[]> {
  const { repositoryUrl, keptDigests, now = new Date(), timeLimitSeconds = TIME_LIMIT_SECONDS } = args;
  const place = ecrImageOf(repositoryUrl);
  if (place === undefined) return Promise.resolve([]);
  const client = (args.ecrClientOf ?? standardEcrClient)(place.region);
  const repository = { registryId: place.registryId, repositoryName: place.repositoryName };
  return withinTimeLimit(context, timeLimitSeconds, `clean up ${repositoryUrl}`, async (signal) => {
    const images = await imagesOf(client, repository, signal);
    const digests = imagesToDelete(images, keptDigests, now, args).map(({ digest }) => digest);
    const deleted: string[] = [];
    for (const batch of batchesOf(digests, MOST_AT_ONCE)) {
      deleted.push(...(await deleteBatch(client, repository, batch, { ...context, signal })));
    }
    return deleted;
  });
}

interface Repository {
  readonly registryId: string;
  readonly repositoryName: string;
}

async function imagesOf(
  client: ECRClient,
  repository: Repository,
  abortSignal: AbortSignal,
): Promise<RepositoryImage[]> {
  const images: RepositoryImage[] = [];
  for await (const { imageDetails = [] } of paginateDescribeImages({ client }, repository, { abortSignal })) {
    for (const { imageDigest, imageTags = [], imagePushedAt, lastRecordedPullTime } of imageDetails) {
      if (imageDigest === undefined || imagePushedAt === undefined) continue; // of unknown age: it stays
      images.push({
        digest: imageDigest,
        tags: imageTags,
        pushedAt: imagePushedAt,
        ...(lastRecordedPullTime !== undefined && { lastPulledAt: lastRecordedPullTime }),
      });
    }
  }
  return images;
}

/** What Amazon ECR refuses, such as an image that an index refers to, stays; the next clean-up asks again. */
async function deleteBatch(
  client: ECRClient,
  repository: Repository,
  digests: readonly string[],
  { emit, signal }: ImageContext,
): Promise<string[]> {
  const imageIds = digests.map((imageDigest) => ({ imageDigest }));
  const answer = await client.send(new BatchDeleteImageCommand({ ...repository, imageIds }), { abortSignal: signal });
  const refused = new Set<string>();
  for (const { imageId, failureCode, failureReason } of answer.failures ?? []) {
    const digest = imageId?.imageDigest ?? "";
    refused.add(digest);
    const reason = `${failureCode ?? "unknown"}: ${failureReason ?? ""}`;
    emit({ code: "image-kept", repository: repository.repositoryName, digest, reason });
  }
  const deleted = digests.filter((digest) => !refused.has(digest));
  for (const digest of deleted) emit({ code: "image-deleted", repository: repository.repositoryName, digest });
  return deleted;
}
