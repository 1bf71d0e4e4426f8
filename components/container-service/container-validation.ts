import { isImageDigest, isImageRepository, splitImageReference } from "../shared/image-reference";
import { isSecretArn } from "../shared/secrets";
import { type ArgumentProblems, literal } from "../shared/validation";
import { validateEnvironment } from "./environment";
import { validateMounts } from "./mounts";
import type { SidecarArgs } from "./sidecar-args";
import { DEFAULT_WRITABLE_PATHS, validateWritablePaths } from "./writable-paths";

/** What the application's container and sidecars have in common. */
export type CommonContainerArgs = Pick<
  SidecarArgs,
  | "command"
  | "entryPoint"
  | "environment"
  | "image"
  | "mounts"
  | "registryCredentialsArn"
  | "secrets"
  | "user"
  | "writablePaths"
>;

const ROOT = /^0(:0)?$/;

/**
 * Records what is wrong with one container of a task.
 * @param mayBeRoot whether it may run as root, confined all the same.
 */
export function validateContainer(args: CommonContainerArgs, mayBeRoot: boolean, problems: ArgumentProblems): void {
  validateImage(args, problems);
  validateUser(args.user, mayBeRoot, problems);
  validateWritablePaths(args.writablePaths ?? [], problems);
  validateMounts(args.mounts ?? [], args.writablePaths ?? DEFAULT_WRITABLE_PATHS, problems);
  validateEnvironment(args.environment ?? {}, args.secrets ?? {}, problems);
  problems.require(args.command?.length !== 0, "command", "must name what to run, got []; omit it for the image's own");
  problems.require(
    args.entryPoint?.length !== 0,
    "entryPoint",
    "must name what to run, got []; omit it for the image's own",
  );
}

function validateImage({ image, registryCredentialsArn }: CommonContainerArgs, problems: ArgumentProblems): void {
  const reference = literal(image);
  problems.require(
    reference === undefined || isByDigest(reference),
    "image",
    `must name an image by its digest (repository@sha256:<64 hexadecimal digits>), got "${reference ?? ""}"; ContainerImage resolves a tag to one`,
  );
  const credentials = literal(registryCredentialsArn);
  problems.require(
    credentials === undefined || isSecretArn(credentials),
    "registryCredentialsArn",
    "must be the ARN of a Secrets Manager secret that holds username and password as JSON, without a key behind it",
  );
}

function isByDigest(reference: string): boolean {
  const { repository, digest } = splitImageReference(reference);
  return isImageRepository(repository) && digest !== undefined && isImageDigest(digest);
}

function validateUser(user: string | undefined, mayBeRoot: boolean, problems: ArgumentProblems): void {
  problems.require(
    user === undefined || /^[1-9]\d*(:[1-9]\d*)?$/.test(user) || (mayBeRoot && ROOT.test(user)),
    "user",
    `must be a numeric user other than root, optionally with a group (such as "1000:1000"), got ${JSON.stringify(user)}`,
  );
}
