import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { objects, text, texts, type Properties } from "../../../model/values";
import { digestOfImage, imagesOf, tagsOf } from "../../../services/registry/images";
import { type ApiCall, type ApiContext, reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";

const REPOSITORY = "aws:ecr/repository:Repository";

/** Operations of Amazon ECR. */
export const ECR_OPERATIONS: ServiceOperations = {
  DescribeRepositories: reading((call, context) => {
    const names = texts(call.input, "repositoryNames");
    for (const name of names) requiredRepository(name, call, context);
    const found = repositoriesOf(call, context).filter((each) => names.length === 0 || names.includes(nameOf(each)));
    const { elements, next } = pageOf(found, call.input);
    return { repositories: elements.map((each) => repositoryForm(each, context)), ...next };
  }),
  DescribeImages: reading((call, context) => {
    const repository = requiredRepository(text(call.input, "repositoryName") ?? "", call, context);
    const asked = objects(call.input, "imageIds");
    const images = imagesIn(repository, context);
    const found = asked.length === 0 ? images : asked.map((id) => requiredImage(images, id, repository));
    const { elements, next } = pageOf(found, call.input);
    return { imageDetails: elements.map((image) => imageForm(image, repository, context)), ...next };
  }),
  /** Nothing scans images here (Amazon ECR API Reference, DescribeImageScanFindings, Errors). */
  DescribeImageScanFindings: reading((call, context) => {
    const repository = requiredRepository(text(call.input, "repositoryName") ?? "", call, context);
    const { imageId } = call.input;
    const image = requiredImage(imagesIn(repository, context), (imageId ?? {}) as Properties, repository);
    throw new AwsError(
      "ScanNotFoundException",
      `Image scan does not exist for the image with '{imageDigest:'${digestOfImage(image)}'}' ` +
        `in the repository with name '${nameOf(repository)}': the local cloud scans no images`,
    );
  }),
};

function repositoriesOf({ region }: ApiCall, { cloud }: ApiContext): CloudResource[] {
  return cloud.ofType(REPOSITORY).filter((each) => each.region === region);
}

function nameOf({ inputs, computed, id }: CloudResource): string {
  return text(computed, "name") ?? text(inputs, "name") ?? id;
}

function requiredRepository(name: string, call: ApiCall, context: ApiContext): CloudResource {
  const found = repositoriesOf(call, context).find((each) => nameOf(each) === name);
  if (found !== undefined) return found;
  throw new AwsError(
    "RepositoryNotFoundException",
    `The repository with name '${name}' does not exist in the registry with id '${context.cloud.accountId}'`,
  );
}

function urlOf({ computed }: CloudResource): string {
  return text(computed, "repositoryUrl") ?? "";
}

function imagesIn(repository: CloudResource, { cloud }: ApiContext): CloudResource[] {
  return imagesOf(urlOf(repository), cloud);
}

function requiredImage(images: readonly CloudResource[], id: Properties, repository: CloudResource): CloudResource {
  const [digest, tag] = [text(id, "imageDigest"), text(id, "imageTag")];
  const found = images.find(
    (image) =>
      (digest === undefined || digestOfImage(image) === digest) && (tag === undefined || tagsOf(image).includes(tag)),
  );
  if (found !== undefined && (digest !== undefined || tag !== undefined)) return found;
  throw new AwsError(
    "ImageNotFoundException",
    `The image with imageId {imageDigest:'${digest ?? "null"}', imageTag:'${tag ?? "null"}'} ` +
      `does not exist within the repository with name '${nameOf(repository)}'`,
  );
}

function repositoryForm(repository: CloudResource, { cloud }: ApiContext): Properties {
  const { inputs, computed } = repository;
  return {
    repositoryArn: computed.arn,
    registryId: cloud.accountId,
    repositoryName: nameOf(repository),
    repositoryUri: urlOf(repository),
    imageTagMutability: inputs.imageTagMutability ?? "MUTABLE",
    imageScanningConfiguration: inputs.imageScanningConfiguration ?? { scanOnPush: false },
  };
}

function imageForm(image: CloudResource, repository: CloudResource, { cloud }: ApiContext): Properties {
  const tags = tagsOf(image);
  return {
    registryId: cloud.accountId,
    repositoryName: nameOf(repository),
    imageDigest: digestOfImage(image),
    ...(tags.length > 0 && { imageTags: tags }),
  };
}
