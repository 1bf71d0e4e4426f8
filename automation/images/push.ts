import { formatImageReference, splitRepository } from "../../components/shared/image-reference";
import { withinTimeLimit, type ImageContext } from "./context";
import { DockerCli } from "./docker/docker-cli";
import type { ImageBuilder } from "./docker/image-builder";
import { ImageFailure } from "./failure";
import { ecrCredentials } from "./registry/ecr";
import type { CredentialsOf, RegistryCredentials, RegistryReader } from "./registry/registry";
import { standardRegistry } from "./registry/standard-registry";

export interface PushImageArgs {
  /** Id of an image on this machine. */
  readonly imageId: string;
  /** Registry and repository, such as the bootstrap stack's output `repositoryUrl`. */
  readonly repositoryUrl: string;
  /** Tag, which has to be new unless it names this very image. */
  readonly tag: string;
  /** Seconds that the push may take. @default 1200 */
  readonly timeLimitSeconds?: number;
  /** @default - those of Amazon ECR, and none for another registry */
  readonly credentialsOf?: CredentialsOf;
  /** @default - Docker's command line */
  readonly builder?: ImageBuilder;
  /** @default - the registry itself */
  readonly registry?: RegistryReader;
}

/** An image in a registry. */
export interface PushedImage {
  /** By its digest: `<repositoryUrl>@sha256:…`. What is deployed. */
  readonly reference: string;
  readonly digest: string;
  /** Whether this call pushed it; false where the registry had it. */
  readonly isPushed: boolean;
}

const TIME_LIMIT_SECONDS = 1200;

/**
 * Pushes an image, unless the registry has it under this tag already, and reads its digest back from the registry: what
 * is deployed is what was pushed.
 * @throws {ImageFailure} `tag-taken` where the tag names another image, `digest-mismatch` where somebody else moved it
 * meanwhile.
 */
export function pushImage(args: PushImageArgs, context: ImageContext): Promise<PushedImage> {
  const { repositoryUrl, tag, timeLimitSeconds = TIME_LIMIT_SECONDS } = args;
  const reference = `${repositoryUrl}:${tag}`;
  return withinTimeLimit(context, timeLimitSeconds, `push ${reference}`, async (signal) => {
    const credentialsOf = onceForEach(args.credentialsOf ?? ecrCredentials);
    const registry = args.registry ?? standardRegistry(credentialsOf);
    const known = await registry.digestOf(reference, signal);
    if (known !== undefined) {
      await requireSame(args.imageId, reference, known, registry, signal);
      context.emit({ code: "image-push-skipped", reference, digest: known });
      return pushedImage(repositoryUrl, known, false);
    }
    const digest = await push(args, registry, credentialsOf, { ...context, signal });
    context.emit({ code: "image-pushed", reference, digest });
    return pushedImage(repositoryUrl, digest, true);
  });
}

async function push(
  { imageId, repositoryUrl, tag, builder = new DockerCli() }: PushImageArgs,
  registry: RegistryReader,
  credentialsOf: CredentialsOf,
  { signal, emit }: ImageContext,
): Promise<string> {
  const reference = `${repositoryUrl}:${tag}`;
  emit({ code: "image-push-started", reference });
  const credentials = await credentialsOf(splitRepository(repositoryUrl).registry ?? "");
  const told = await builder.push(imageId, reference, credentials, {
    signal,
    onLine: (line) => {
      emit({ code: "image-push-line", line });
    },
  });
  const found = await registry.digestOf(reference, signal);
  if (found !== undefined && (told === undefined || told === found)) return found;
  throw new ImageFailure(
    "digest-mismatch",
    `${reference} was pushed as ${told ?? "an unknown digest"}, but the registry has ${found ?? "no such image"}`,
    "Somebody else moved or deleted the tag meanwhile: make tags immutable, and run the command again with a new tag.",
  );
}

/**
 * Docker's id of an image is the digest of its configuration, or, in the image store of containerd, of its manifest or
 * index.
 */
async function requireSame(
  imageId: string,
  reference: string,
  known: string,
  registry: RegistryReader,
  signal: AbortSignal,
): Promise<void> {
  if (imageId === known || imageId === (await registry.configurationDigestOf(reference, signal))) return;
  throw new ImageFailure(
    "tag-taken",
    `${reference} names another image, ${known}`,
    "Push under a new tag, such as the commit's: what a tag names never changes, so that a rollback finds it again.",
  );
}

function pushedImage(repositoryUrl: string, digest: string, isPushed: boolean): PushedImage {
  const reference = formatImageReference({ ...splitRepository(repositoryUrl), digest });
  return { reference, digest, isPushed };
}

/** Asks for each host's credentials once. */
function onceForEach(credentialsOf: CredentialsOf): CredentialsOf {
  const asked = new Map<string, Promise<RegistryCredentials | undefined>>();
  return (host) => {
    const known = asked.get(host) ?? credentialsOf(host);
    asked.set(host, known);
    return known;
  };
}
