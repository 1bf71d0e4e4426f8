import { formatImageReference, splitRepository } from "../../components/shared/image-reference";
import { withinTimeLimit, type ImageContext } from "./context";
import { DockerCli } from "./docker/docker-cli";
import type { ImageBuilder } from "./docker/image-builder";
import { ImageFailure } from "./failure";
import { ecrCredentials, type EcrClientOf, standardEcrClient } from "./registry/ecr";
import type { CredentialsOf, RegistryCredentials, RegistryReader } from "./registry/registry";
import { standardRegistry } from "./registry/standard-registry";
import { tellEcr } from "./registry/tell-ecr";

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
  /** @default - clients with the SDK's standard settings */
  readonly ecrClientOf?: EcrClientOf;
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
    const { ecrClientOf = standardEcrClient } = args;
    const credentialsOf = onceForEach(args.credentialsOf ?? ((host) => ecrCredentials(host, ecrClientOf)));
    const registry = args.registry ?? standardRegistry(credentialsOf, ecrClientOf);
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
  args: PushImageArgs,
  registry: RegistryReader,
  credentialsOf: CredentialsOf,
  context: ImageContext,
): Promise<string> {
  const { repositoryUrl, tag } = args;
  const reference = `${repositoryUrl}:${tag}`;
  context.emit({ code: "image-push-started", reference });
  const credentials = await credentialsOf(splitRepository(repositoryUrl).registry ?? "");
  const told = await pushTo(args, credentials, context);
  const found = await registry.digestOf(reference, context.signal);
  if (found !== undefined && (told === undefined || told === found)) return found;
  throw new ImageFailure(
    "digest-mismatch",
    `${reference} was pushed as ${told ?? "an unknown digest"}, but the registry has ${found ?? "no such image"}`,
    "Somebody else moved or deleted the tag meanwhile: make tags immutable, and run the command again with a new tag.",
  );
}

/** Pushes to the registry, or to what takes pushes in its place. */
async function pushTo(
  { imageId, repositoryUrl, tag, builder = new DockerCli(), ecrClientOf = standardEcrClient }: PushImageArgs,
  credentials: RegistryCredentials | undefined,
  { emit, signal }: ImageContext,
): Promise<string | undefined> {
  const { registry: host, repository } = splitRepository(repositoryUrl);
  const pushed = formatImageReference({ registry: credentials?.pushHost ?? host, repository, tag });
  const onLine = (line: string): void => {
    emit({ code: "image-push-line", line });
  };
  const told = await builder.push(imageId, pushed, credentials, { signal, onLine });
  if (credentials?.pushHost !== undefined) {
    await tellEcr({ pushed, reference: `${repositoryUrl}:${tag}`, credentials }, ecrClientOf, signal);
  }
  return told;
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
