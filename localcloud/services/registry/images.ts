import { createHash } from "node:crypto";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { ResourceType } from "../../model/resource-type";
import { text, texts } from "../../model/values";
import { parseReference, type ImageReference } from "./reference";

export const REGISTRY = "local:registry/registry:Registry";
const REGISTRY_IMAGE = "local:registry/image:Image";

/** A registry beside Amazon ECR; one without a user name lets everybody in. No program creates it. */
export const registry: ResourceType = {
  type: REGISTRY,
  replaceOnChanges: ["host"],
  secrets: ["password"],
  make: ({ inputs }) => ({ id: text(inputs, "host") ?? "", computed: {} }),
};

/** An image that a registry holds, with the tags that point to it. Pushes create it, and the seed. */
export const registryImage: ResourceType = {
  type: REGISTRY_IMAGE,
  replaceOnChanges: ["repository", "digest"],
  make: ({ inputs }) => ({ id: idOf(text(inputs, "repository") ?? "", text(inputs, "digest") ?? ""), computed: {} }),
};

/** What may be known of an image beside its digest and tags. */
export interface ImageDetails {
  /** Milliseconds since the epoch. */
  readonly pushedAt?: number;
  readonly manifest?: string;
  readonly mediaType?: string;
}

/** An image as the cloud stores it, which belongs to no stack. */
export function storedImage(
  repository: string,
  digest: string,
  tags: readonly string[],
  details: ImageDetails = {},
): CloudResource {
  return {
    type: REGISTRY_IMAGE,
    id: idOf(repository, digest),
    region: "",
    urn: "",
    inputs: { repository, digest, tags, ...details },
    computed: {},
  };
}

/** A registry as the cloud stores it. */
export function storedRegistry(
  host: string,
  credentials?: { readonly username: string; readonly password: string },
): CloudResource {
  return { type: REGISTRY, id: host, region: "", urn: "", inputs: { host, ...credentials }, computed: {} };
}

/** A registry beside Amazon ECR by its host. */
export function registryAt(host: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.find(REGISTRY, host);
}

/** Images of a repository, in the order in which they were pushed. */
export function imagesOf(repository: string, cloud: CloudReader): CloudResource[] {
  return cloud.ofType(REGISTRY_IMAGE).filter((image) => image.inputs.repository === repository);
}

/** The image of a reference, by its digest or else its tag. */
export function imageAt({ repository, tag, digest }: ImageReference, cloud: CloudReader): CloudResource | undefined {
  return imagesOf(repository, cloud).find((image) =>
    digest === undefined ? tagsOf(image).includes(tag ?? "") : image.inputs.digest === digest,
  );
}

/**
 * A repository's images that a push changes: the tag moves to the pushed image.
 *
 * @param details of an image that is new
 */
export function imagesAfterPush(
  reference: string,
  digest: string,
  cloud: CloudReader,
  details: ImageDetails = {},
): CloudResource[] {
  const { repository, tag = "" } = parseReference(reference);
  const others = imagesOf(repository, cloud).filter((image) => image.inputs.digest !== digest);
  const untagged = others
    .filter((image) => tagsOf(image).includes(tag))
    .map((image) =>
      withTags(
        image,
        tagsOf(image).filter((other) => other !== tag),
      ),
    );
  const known = imageAt({ ...parseReference(reference), digest }, cloud);
  const tags = known === undefined ? [] : tagsOf(known).filter((other) => other !== tag);
  const pushed = known ?? storedImage(repository, digest, [], details);
  return [...untagged, withTags(pushed, tag === "" ? tags : [...tags, tag])];
}

export function tagsOf(image: CloudResource): string[] {
  return texts(image.inputs, "tags");
}

export function digestOfImage(image: CloudResource): string {
  return text(image.inputs, "digest") ?? "";
}

/** SHA-256 digest of a text, in the form of registries. */
export function digestOf(content: string): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

/** An image with other tags. */
export function withTags(image: CloudResource, tags: readonly string[]): CloudResource {
  return { ...image, inputs: { ...image.inputs, tags } };
}

function idOf(repository: string, digest: string): string {
  return `${repository}@${digest}`;
}
