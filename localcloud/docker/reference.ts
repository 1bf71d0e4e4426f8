import { storedHost } from "../services/ecr/address";

/** Parts of an image reference such as `registry.proofpix.com/proofpix/enterprise:1.0.0`. */
export interface ImageReference {
  /** Registry: `registry.proofpix.com`. */
  readonly host: string;
  /** Path within the registry: `proofpix/enterprise`. */
  readonly path: string;
  /** Both, by the host under which images are kept: `registry.proofpix.com/proofpix/enterprise`. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const DOCKER_HUB = "docker.io";

/** Reads a reference as Docker does: Docker Hub where no registry is named, `latest` where neither tag nor digest is. */
export function parseReference(text: string): ImageReference {
  const [name = "", digest] = text.split("@");
  const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
  const untagged = colon < 0 ? name : name.slice(0, colon);
  const { host, path } = parseRepository(untagged);
  const tag = colon < 0 ? undefined : name.slice(colon + 1);
  return {
    host,
    path,
    repository: `${storedHost(host)}/${path}`,
    tag: tag ?? (digest === undefined ? "latest" : undefined),
    digest,
  };
}

/** Why Docker can't read a reference; undefined where it can. */
export function problemOfReference(text: string): string | undefined {
  const { path, tag, digest } = parseReference(text);
  if (path !== path.toLowerCase()) return `invalid reference format: repository name (${path}) must be lowercase`;
  const isPath = path.split("/").every((part) => /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/.test(part));
  const isTag = tag === undefined || /^\w[\w.-]{0,127}$/.test(tag);
  const isDigest = digest === undefined || /^sha256:[0-9a-f]{64}$/.test(digest);
  return isPath && isTag && isDigest ? undefined : `invalid reference format: ${text}`;
}

/** Whether a name begins with its registry, as pushing wants it. */
export function isQualified(text: string): boolean {
  return isHost(text.split("/")[0] ?? "") && text.includes("/");
}

function parseRepository(name: string): { host: string; path: string } {
  const slash = name.indexOf("/");
  const first = name.slice(0, Math.max(slash, 0));
  if (isHost(first)) return { host: first, path: name.slice(slash + 1) };
  return { host: DOCKER_HUB, path: slash < 0 ? `library/${name}` : name };
}

/** A first part without dot or port, other than `localhost`, belongs to the repository. */
function isHost(part: string): boolean {
  return part === "localhost" || /[.:]/.test(part);
}
