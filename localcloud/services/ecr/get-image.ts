import { digestOfImage, imagesOf, tagsOf } from "../registry/images";
import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { CloudFunction } from "../../model/resource-type";
import { flag, text, type Properties } from "../../model/values";
import { notFound, repositoryUrl, requireRepository } from "./repository-lookup";

/** An image of a repository by its tag or digest, or the one that was pushed last. */
export const getImage: CloudFunction = {
  token: "aws:ecr/getImage:getImage",
  call: ({ args, region, cloud }) => {
    requireIdentification(args);
    const name = text(args, "repositoryName") ?? "";
    const registryId = text(args, "registryId") ?? cloud.accountId;
    if (registryId !== cloud.accountId) {
      refuse("RepositoryNotFoundException", notFound(name, registryId), "registryId");
    }
    requireRepository(name, "repositoryName", region, cloud);
    const url = repositoryUrl(name, region, registryId);
    const image = identifiedImage(imagesOf(url, cloud), args);
    if (image === undefined) refuseMissing(args, name, registryId);
    const imageDigest = digestOfImage(image);
    return {
      id: imageDigest,
      imageDigest,
      imagePushedAt: 0,
      imageSizeInBytes: 0,
      imageTag: args.imageTag,
      imageTags: tagsOf(image),
      imageUri: `${url}@${imageDigest}`,
      mostRecent: args.mostRecent,
      region,
      registryId,
      repositoryName: name,
    };
  },
};

function requireIdentification({ imageDigest, imageTag, mostRecent }: Properties): void {
  if (imageDigest !== undefined || imageTag !== undefined || mostRecent === true) return;
  refuse(
    "InvalidParameterException",
    "one of image_digest, image_tag or most_recent must be specified",
    "imageDigest, imageTag, mostRecent",
  );
}

function identifiedImage(images: readonly CloudResource[], args: Properties): CloudResource | undefined {
  if (flag(args, "mostRecent") === true) return images.at(-1);
  const digest = text(args, "imageDigest");
  const tag = text(args, "imageTag");
  return images.find(
    (image) =>
      (digest ?? digestOfImage(image)) === digestOfImage(image) && (tag === undefined || tagsOf(image).includes(tag)),
  );
}

function refuseMissing(args: Properties, name: string, registryId: string): never {
  const [digest = "", tag = ""] = ["imageDigest", "imageTag"].map((input) => text(args, input) ?? "null");
  refuse(
    "ImageNotFoundException",
    `The image with imageId {imageDigest:'${digest}', imageTag:'${tag}'} does not exist within the repository with name '${name}' in the registry with id '${registryId}'`,
    "imageDigest, imageTag",
  );
}
