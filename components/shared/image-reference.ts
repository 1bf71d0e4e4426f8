/** Parts of an image reference, as they are written: `registry.proofpix.com/proofpix/enterprise:1.4.2@sha256:…`. */
export interface ImageReferenceParts {
  /** Host of the registry, with its port where one is written: `registry.proofpix.com`, `localhost:5000`. */
  readonly registry?: string;
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
const REGISTRY = new RegExp(`^${LABEL}(?:\\.${LABEL})*(?::(?<port>\\d{1,5}))?$`);
const COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const LARGEST_PORT = 65_535;

/**
 * The outline of a reference with a registry, for editors, which know patterns only; {@link splitImageReference} and
 * the functions below are the grammar.
 */
export const REFERENCE_OUTLINE = /^[^\s/]+(?:\/[^\s/]+)+$/;

/** Parts of a reference; whether each of them is right is another question. */
export function splitImageReference(text: string): ImageReferenceParts {
  const [name = "", ...digests] = text.split("@");
  // A colon after the last slash begins a tag; one before it, a port.
  const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
  return {
    ...splitRepository(colon < 0 ? name : name.slice(0, colon)),
    tag: colon < 0 ? undefined : name.slice(colon + 1),
    digest: digests.length === 0 ? undefined : digests.join("@"),
  };
}

/** Registry and repository of an address, which is a reference without tag and digest. */
export function splitRepository(address: string): Pick<ImageReferenceParts, "registry" | "repository"> {
  const slash = address.indexOf("/");
  const first = address.slice(0, Math.max(slash, 0));
  // As Docker reads it, a first part without dot, port or the name `localhost` belongs to the repository.
  return first === "localhost" || /[.:]/.test(first)
    ? { registry: first, repository: address.slice(slash + 1) }
    : { repository: address };
}

/** The reference with these parts; what {@link splitImageReference} read is written the same. */
export function formatImageReference({ registry, repository, tag, digest }: ImageReferenceParts): string {
  const part = (before: string, text: string | undefined, after = ""): string =>
    text === undefined ? "" : `${before}${text}${after}`;
  return `${part("", registry, "/")}${repository}${part(":", tag)}${part("@", digest)}`;
}

/** Whether a text is a registry's host, perhaps with a port. */
export function isImageRegistry(host: string): boolean {
  const match = REGISTRY.exec(host);
  if (match === null) return false;
  const port = match.groups?.port;
  return port === undefined || (Number(port) >= 1 && Number(port) <= LARGEST_PORT);
}

/** Whether a text is the path of a repository. */
export function isImageRepository(path: string): boolean {
  return REPOSITORY.test(path);
}

/** Whether a text is a tag. */
export function isImageTag(tag: string): boolean {
  return TAG.test(tag);
}

/** Whether a text is the digest of an image. */
export function isImageDigest(digest: string): boolean {
  return DIGEST.test(digest);
}
