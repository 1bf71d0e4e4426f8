import type { CloudResource } from "../../../model/resource";
import { objects, text, type Properties } from "../../../model/values";
import { digestOfImage, tagsOf, withTags } from "../../../services/registry/images";
import type { ApiOperation } from "../../operation";
import { failureOf } from "./images";
import { imagesIn, imageWith, requiredRepository } from "./lookup";

/**
 * Amazon ECR API Reference, BatchDeleteImage: a tag is taken from its image, which is deleted with its last tag; an
 * image that is named by its digest is deleted with all its tags.
 */
export const batchDeleteImage: ApiOperation = (call, context) => {
  const repository = requiredRepository(call, context);
  const images = imagesIn(repository, context);
  const left = new Map(images.map((image) => [image.id, image] as const));
  const [imageIds, failures]: [Properties[], Properties[]] = [[], []];
  for (const id of objects(call.input, "imageIds")) {
    const image = imageWith([...left.values()], id);
    if (image === undefined) failures.push(failureOf(id, repository));
    else imageIds.push(...removed(image, text(id, "imageTag"), left));
  }
  const forgotten = images.filter(({ id }) => !left.has(id));
  const resources = [...left.values()].filter((image) => !images.includes(image));
  return { effects: [{ kind: "keep", resources, forgotten }], output: () => ({ imageIds, failures }) };
};

/** Takes a tag or, without one, the image out of those that are left; gives what is told of it. */
function removed(image: CloudResource, tag: string | undefined, left: Map<string, CloudResource>): Properties[] {
  const imageDigest = digestOfImage(image);
  const tags = tagsOf(image);
  const others = tag === undefined ? [] : tags.filter((each) => each !== tag);
  if (others.length > 0) left.set(image.id, withTags(image, others));
  else left.delete(image.id);
  if (tag !== undefined) return [{ imageDigest, imageTag: tag }];
  return tags.length === 0 ? [{ imageDigest }] : tags.map((imageTag) => ({ imageDigest, imageTag }));
}
