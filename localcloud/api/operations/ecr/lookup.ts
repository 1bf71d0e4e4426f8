import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { text, type Properties } from "../../../model/values";
import { notFound, REPOSITORY, repositoryIn } from "../../../services/ecr/repository-lookup";
import { digestOfImage, imagesOf, tagsOf } from "../../../services/registry/images";
import type { ApiCall, ApiContext } from "../../operation";

/** Repositories of the region of a request. */
export function repositoriesOf({ region }: ApiCall, { cloud }: ApiContext): CloudResource[] {
  return cloud.ofType(REPOSITORY).filter((each) => each.region === region);
}

export function nameOf({ inputs, computed, id }: CloudResource): string {
  return text(computed, "name") ?? text(inputs, "name") ?? id;
}

/** What the references of a repository's images begin with. */
export function urlOf({ computed }: CloudResource): string {
  return text(computed, "repositoryUrl") ?? "";
}

/**
 * The repository that a request names.
 *
 * @throws {AwsError} for one that isn't there, and for another account's registry.
 */
export function requiredRepository(
  { input, region }: ApiCall,
  { cloud }: ApiContext,
  name = text(input, "repositoryName") ?? "",
): CloudResource {
  const registryId = text(input, "registryId") ?? cloud.accountId;
  const found = registryId === cloud.accountId ? repositoryIn(region, name, cloud) : undefined;
  if (found !== undefined) return found;
  throw new AwsError("RepositoryNotFoundException", notFound(name, registryId));
}

/** Images of a repository, in the order in which they were pushed. */
export function imagesIn(repository: CloudResource, { cloud }: Pick<ApiContext, "cloud">): CloudResource[] {
  return imagesOf(urlOf(repository), cloud);
}

/** The image with a digest, a tag, or both. */
export function imageWith(images: readonly CloudResource[], id: Properties): CloudResource | undefined {
  const [digest, tag] = [text(id, "imageDigest"), text(id, "imageTag")];
  if (digest === undefined && tag === undefined) return undefined;
  return images.find(
    (image) =>
      (digest === undefined || digestOfImage(image) === digest) && (tag === undefined || tagsOf(image).includes(tag)),
  );
}

/** @throws {AwsError} for an image that isn't there. */
export function requiredImage(
  images: readonly CloudResource[],
  id: Properties,
  repository: CloudResource,
): CloudResource {
  const found = imageWith(images, id);
  if (found !== undefined) return found;
  throw new AwsError("ImageNotFoundException", `${imageNamed(id)} does not exist within ${named(repository)}`);
}

/** An image in Amazon ECR's words. */
export function imageNamed(id: Properties): string {
  const [digest, tag] = [text(id, "imageDigest"), text(id, "imageTag")];
  return `The image with imageId {imageDigest:'${digest ?? "null"}', imageTag:'${tag ?? "null"}'}`;
}

/** A repository in Amazon ECR's words. */
export function named(repository: CloudResource): string {
  const registryId = text(repository.computed, "registryId") ?? "";
  return `the repository with name '${nameOf(repository)}' in the registry with id '${registryId}'`;
}
