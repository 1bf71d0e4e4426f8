/** Thrown when a text is no usable image reference; the message says what is wrong, what is allowed and the fix. */
export class ImageReferenceError extends Error {
  override readonly name = "ImageReferenceError";
}

/** Parts of an image reference such as `registry.proofpix.com/proofpix/enterprise:1.4.2`. */
export interface ImageReference {
  /** Host of the registry, with its port where one is written: `registry.proofpix.com`, `localhost:5000`. */
  readonly registry: string;
  /** Repository within the registry: `proofpix/enterprise`. */
  readonly repository: string;
  /** A name that the registry may move to another image, unless it keeps tags immutable. */
  readonly tag?: string;
  /** Content of the image: `sha256:` and 64 lower-case hexadecimal digits. */
  readonly digest?: string;
}

// The grammar is that of the OCI Distribution Specification, "Pulling manifests"; its host part is that of the
// reference implementation, without IPv6 addresses. Only SHA-256 digests, since Amazon ECR makes no others.
const LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
const REGISTRY = new RegExp(`^${LABEL}(?:\\.${LABEL})*(?::\\d{1,5})?$`);
const COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

const LARGEST_PORT = 65_535;
/** Longest registry and repository that clients take (OCI Distribution Specification, "Pulling manifests"). */
const LONGEST_NAME = 255;
const EXAMPLE = '"registry.proofpix.com/proofpix/enterprise:1.4.2"';

/**
 * Parts of an image reference that names one image for good: with a digest, or with a tag other than `latest`.
 * @throws {ImageReferenceError} when the text breaks the grammar, or when what it names would change by itself.
 */
export function parseImageReference(text: string): ImageReference {
  const [name = "", digest, ...further] = text.split("@");
  const { path, tag } = withoutTag(name);
  const reference = { ...parseRepository(path, text), tag, digest };
  if (digest === undefined) {
    checkReleaseTag(tag, text);
  } else {
    if (tag !== undefined) checkTag(tag, text);
    checkDigest([digest, ...further].join("@"), text);
  }
  return reference;
}

/** The reference as text; what {@link parseImageReference} read is written the same. */
export function formatImageReference({ registry, repository, tag, digest }: ImageReference): string {
  return [`${registry}/${repository}`, tag && `:${tag}`, digest && `@${digest}`].join("");
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
 * @param text what errors show: the address, unless it is part of something longer.
 * @throws {ImageReferenceError} when the address breaks the grammar.
 */
export function parseRepository(address: string, text = address): Pick<ImageReference, "registry" | "repository"> {
  const slash = address.indexOf("/");
  const registry = address.slice(0, Math.max(slash, 0));
  const repository = address.slice(slash + 1);
  if (!isRegistry(registry)) {
    throw problem(text, "must begin with the registry's host, and its port if it has one; Docker Hub is docker.io");
  }
  if (!REPOSITORY.test(repository)) {
    throw problem(text, "must have a repository of lower-case letters and digits, joined by . _ - and divided by /");
  }
  if (registry.length + 1 + repository.length > LONGEST_NAME) {
    throw problem(text, `must have a registry and repository of at most ${LONGEST_NAME} characters`);
  }
  return { registry, repository };
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

function checkTag(tag: string, text: string | undefined): void {
  if (TAG.test(tag)) return;
  throw problem(text, "must have a tag of 1 to 128 letters, digits and _.-, not beginning with . or -");
}

function checkDigest(digest: string, text: string): void {
  if (DIGEST.test(digest)) return;
  throw problem(text, "must have a digest of sha256: and 64 lower-case hexadecimal digits");
}

/** A colon after the last slash begins a tag; one before it, a port. */
function withoutTag(name: string): { readonly path: string; readonly tag: string | undefined } {
  const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
  return colon < 0 ? { path: name, tag: undefined } : { path: name.slice(0, colon), tag: name.slice(colon + 1) };
}

/** A first part without dot, port or the name `localhost` is a repository's, as Docker reads it. */
function isRegistry(host: string): boolean {
  const port = host.split(":")[1];
  const named = host === "localhost" || /[.:]/.test(host);
  return named && REGISTRY.test(host) && (port === undefined || isPort(Number(port)));
}

function isPort(port: number): boolean {
  return port >= 1 && port <= LARGEST_PORT;
}

function problem(text: string | undefined, reason: string): ImageReferenceError {
  return new ImageReferenceError(`${reason}, such as ${EXAMPLE}; got ${JSON.stringify(text)}`);
}
