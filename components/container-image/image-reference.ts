import {
  formatImageReference,
  type ImageReferenceParts,
  isImageDigest,
  isImageRegistry,
  isImageRepository,
  isImageTag,
  splitImageReference,
  splitRepository,
} from "../shared/image-reference";

/** Thrown when a text is no usable image reference; the message says what is wrong, what is allowed and the fix. */
export class ImageReferenceError extends Error {
  /** Name of the class, by which a caught error is told from others. */
  override readonly name = "ImageReferenceError";
}

/** Parts of an image reference that names its registry, such as `registry.proofpix.com/proofpix/enterprise:1.4.2`. */
export type ImageReference = ImageReferenceParts & Required<Pick<ImageReferenceParts, "registry">>;

/** Longest registry and repository that clients take (OCI Distribution Specification, "Pulling manifests"). */
const LONGEST_NAME = 255;
const EXAMPLE = '"registry.proofpix.com/proofpix/enterprise:1.4.2"';

/**
 * Parts of an image reference that names one image for good: with a digest, or with a tag other than `latest`.
 * @throws {ImageReferenceError} when the text breaks the grammar, or when what it names would change by itself.
 */
export function parseImageReference(text: string): ImageReference {
  const { tag, digest, ...address } = splitImageReference(text);
  const reference = { ...requireRepository(address, text), tag, digest };
  if (digest === undefined) {
    checkReleaseTag(tag, text);
  } else {
    if (tag !== undefined) checkTag(tag, text);
    checkDigest(digest, text);
  }
  return reference;
}

/** Repository and digest, which name one content for ever; a tag beside a digest says nothing more. */
export function digestReference({ registry, repository }: ImageReference, digest: string): string {
  return formatImageReference({ registry, repository, digest });
}

/**
 * The digest at the end of a reference such as a registry or a build reports it.
 * @throws {ImageReferenceError} when there is none, so that nothing is deployed by a name that may move.
 */
export function digestOf(reference: string): string {
  const digest = reference.slice(reference.lastIndexOf("@") + 1);
  checkDigest(digest, reference);
  return digest;
}

/**
 * Registry and repository of an address such as `registry.proofpix.com/proofpix/enterprise`.
 * @throws {ImageReferenceError} when the address breaks the grammar.
 */
export function parseRepository(address: string): Pick<ImageReference, "registry" | "repository"> {
  return requireRepository(splitRepository(address), address);
}

/**
 * Checks a tag that is to name the same image tomorrow.
 * @param text what errors show: the tag, unless it is part of something longer.
 * @throws {ImageReferenceError} when it breaks the grammar, is missing, or is `latest`.
 */
export function checkReleaseTag(tag: string | undefined, text = tag): void {
  if (tag === undefined) {
    throw problem(text, "must have a tag or a digest, since without one it means latest, which can't be reproduced");
  }
  checkTag(tag, text);
  if (tag === "latest") {
    throw problem(text, "must not have the tag latest, which the next push moves and no rollback finds again");
  }
}

function requireRepository(
  { registry, repository }: Pick<ImageReferenceParts, "registry" | "repository">,
  text: string,
): Pick<ImageReference, "registry" | "repository"> {
  if (registry === undefined || !isImageRegistry(registry)) {
    throw problem(text, "must begin with the registry's host, and its port if it has one; Docker Hub is docker.io");
  }
  if (!isImageRepository(repository)) {
    throw problem(text, "must have a repository of lower-case letters and digits, joined by . _ - and divided by /");
  }
  if (registry.length + 1 + repository.length > LONGEST_NAME) {
    throw problem(text, `must have a registry and repository of at most ${LONGEST_NAME} characters`);
  }
  return { registry, repository };
}

function checkTag(tag: string, text: string | undefined): void {
  if (isImageTag(tag)) return;
  throw problem(text, "must have a tag of 1 to 128 letters, digits and _.-, not beginning with . or -");
}

function checkDigest(digest: string, text: string): void {
  if (isImageDigest(digest)) return;
  throw problem(text, "must have a digest of sha256: and 64 lower-case hexadecimal digits");
}

function problem(text: string | undefined, reason: string): ImageReferenceError {
  return new ImageReferenceError(`${reason}, such as ${EXAMPLE}; got ${JSON.stringify(text)}`);
}
