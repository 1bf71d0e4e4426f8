import {
  isImageDigest,
  isImageRepository,
  isImageTag,
  splitImageReference,
} from "../../../components/shared/image-reference";
import { storedHost } from "./ecr-registry";

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

/**
 * Reads a reference as Docker does: Docker Hub where no registry is named, `latest` where neither tag nor digest is.
 */
export function parseReference(text: string): ImageReference {
  const { registry, repository, tag, digest } = splitImageReference(text);
  const host = registry ?? DOCKER_HUB;
  const path = registry === undefined && !repository.includes("/") ? `library/${repository}` : repository;
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
  const isTag = tag === undefined || isImageTag(tag);
  const isDigest = digest === undefined || isImageDigest(digest);
  return isImageRepository(path) && isTag && isDigest ? undefined : `invalid reference format: ${text}`;
}

/** Whether a name begins with a registry, as a push requires. */
export function isQualified(text: string): boolean {
  return splitImageReference(text).registry !== undefined;
}
