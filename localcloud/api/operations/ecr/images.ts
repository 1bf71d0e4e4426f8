import type { CloudResource } from "../../../model/resource";
import { number, objects, text, type Properties } from "../../../model/values";
import { digestOfImage, tagsOf } from "../../../services/registry/images";
import { type ApiContext, reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";
import { imageNamed, imagesIn, imageWith, named, nameOf, requiredImage, requiredRepository } from "./lookup";
import { manifestOf, mediaTypeOf, sizeOf } from "./manifests";
import { scanSummary } from "./scans";

/** Amazon ECR API Reference, DescribeImages and BatchGetImage. */
export const imageOperations: ServiceOperations = {
  DescribeImages: reading((call, context) => {
    const repository = requiredRepository(call, context);
    const asked = objects(call.input, "imageIds");
    const images = imagesIn(repository, context);
    const found = asked.length === 0 ? images : asked.map((id) => requiredImage(images, id, repository));
    const { elements, next } = pageOf(found.filter(hasStatus(call.input)), call.input);
    return { imageDetails: elements.map((image) => detailsOf(image, repository, context)), ...next };
  }),
  BatchGetImage: reading((call, context) => {
    const repository = requiredRepository(call, context);
    const asked = objects(call.input, "imageIds");
    const images = imagesIn(repository, context);
    return {
      images: asked.flatMap((id) => {
        const image = imageWith(images, id);
        return image === undefined ? [] : [imageForm(image, repository, text(id, "imageTag"))];
      }),
      failures: asked.filter((id) => imageWith(images, id) === undefined).map((id) => failureOf(id, repository)),
    };
  }),
};

/** An image as BatchGetImage and PutImage tell it (Amazon ECR API Reference, Image). */
export function imageForm(image: CloudResource, repository: CloudResource, tag: string | undefined): Properties {
  return {
    registryId: repository.computed.registryId,
    repositoryName: nameOf(repository),
    imageId: { imageDigest: digestOfImage(image), imageTag: tag },
    imageManifest: manifestOf(image),
    imageManifestMediaType: mediaTypeOf(image),
  };
}

/** Why something couldn't be done with an image (Amazon ECR API Reference, ImageFailure). */
export function failureOf(imageId: Properties, repository: CloudResource): Properties {
  const isNamed = text(imageId, "imageDigest") !== undefined || text(imageId, "imageTag") !== undefined;
  return {
    imageId,
    failureCode: isNamed ? "ImageNotFound" : "MissingDigestAndTag",
    failureReason: isNamed
      ? `${imageNamed(imageId)} does not exist within ${named(repository)}`
      : "Invalid request parameters: both tag and digest cannot be null",
  };
}

/** Amazon ECR API Reference, DescribeImagesFilter. */
function hasStatus(input: Properties): (image: CloudResource) => boolean {
  const status = text(input, "filter.tagStatus") ?? "ANY";
  return (image) => status === "ANY" || (status === "TAGGED") === tagsOf(image).length > 0;
}

/** Amazon ECR API Reference, ImageDetail. */
function detailsOf(image: CloudResource, repository: CloudResource, context: ApiContext): Properties {
  const tags = tagsOf(image);
  return {
    registryId: repository.computed.registryId,
    repositoryName: nameOf(repository),
    imageDigest: digestOfImage(image),
    ...(tags.length > 0 && { imageTags: tags }),
    imagePushedAt: number(image.inputs, "pushedAt"),
    imageSizeInBytes: sizeOf(image),
    imageManifestMediaType: mediaTypeOf(image),
    ...scanSummary(image, repository, context),
  };
}
