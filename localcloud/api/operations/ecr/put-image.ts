import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { text } from "../../../model/values";
import { replicasOf } from "../../../services/ecr/replication";
import { isImmutable, tagIsImmutable } from "../../../services/ecr/tag-mutability";
import { digestOfImage, imagesAfterPush, tagsOf } from "../../../services/registry/images";
import type { ApiOperation } from "../../operation";
import { imageForm } from "./images";
import { imagesIn, imageWith, named, nameOf, requiredRepository, urlOf } from "./lookup";
import { digestOfManifest, mediaTypeIn } from "./manifests";

/** An image that is put, by the tag that it gets. */
interface Put {
  readonly digest: string;
  /** @default none */
  readonly tag: string | undefined;
}

/**
 * Amazon ECR API Reference, PutImage. Layers aren't looked for: images of the local cloud have none.
 */
export const putImage: ApiOperation = (call, context) => {
  const repository = requiredRepository(call, context);
  const { input } = call;
  const manifest = text(input, "imageManifest") ?? "";
  const images = imagesIn(repository, context);
  const tag = text(input, "imageTag");
  const put: Put = { digest: digestOfManifest(manifest, images), tag };
  requireDigest(put, text(input, "imageDigest"));
  requirePuttable(put, images, repository);
  const reference = `${urlOf(repository)}${tag === undefined ? `@${put.digest}` : `:${tag}`}`;
  const references = [reference, ...(tag === undefined ? [] : replicasOf(reference, context.cloud))];
  const mediaType = text(input, "imageManifestMediaType") ?? mediaTypeIn(manifest);
  const details = { pushedAt: context.now, manifest, mediaType };
  return {
    effects: [
      {
        kind: "keep",
        resources: references.flatMap((each) => imagesAfterPush(each, put.digest, context.cloud, details)),
      },
    ],
    output: () => {
      const image = imageWith(imagesIn(repository, context), { imageDigest: put.digest });
      return image === undefined ? {} : { image: imageForm(image, repository, tag) };
    },
  };
};

function requireDigest({ digest }: Put, stated: string | undefined): void {
  if (stated === undefined || stated === digest) return;
  throw new AwsError(
    "ImageDigestDoesNotMatchException",
    `Image digest '${stated}' does not match the digest '${digest}' of the manifest`,
  );
}

function requirePuttable({ digest, tag }: Put, images: readonly CloudResource[], repository: CloudResource): void {
  const known = images.find((image) => digestOfImage(image) === digest);
  if (known !== undefined && (tag === undefined || tagsOf(known).includes(tag))) {
    throw new AwsError(
      "ImageAlreadyExistsException",
      `Image with digest '${digest}' and tag '${tag ?? "null"}' already exists in ${named(repository)}`,
    );
  }
  const isTaken = tag !== undefined && images.some((image) => tagsOf(image).includes(tag));
  if (!isTaken || !isImmutable(repository.inputs, tag)) return;
  throw new AwsError("ImageTagAlreadyExistsException", tagIsImmutable(tag, nameOf(repository)));
}
