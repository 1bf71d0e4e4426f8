/** An image of a repository. */
export interface RepositoryImage {
  readonly digest: string;
  readonly tags: readonly string[];
  readonly pushedAt: Date;
  /** When somebody pulled it last; undefined for never, or where the registry doesn't say. */
  readonly lastPulledAt?: Date;
}

export interface CleanUpRules {
  /** Images that were pushed or pulled within these days stay: they may be about to be deployed. @default 14 */
  readonly youngDays?: number;
  /** Tags that keep an image, whatever its age, such as those of releases. @default - none */
  readonly keepTags?: RegExp;
}

const YOUNG_DAYS = 14;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * The images that no rollback needs and that nobody uses, the oldest first.
 * @param keptDigests digests of what runs in any environment, and of the last verified deployments of each.
 */
export function imagesToDelete(
  images: readonly RepositoryImage[],
  keptDigests: ReadonlySet<string>,
  now: Date,
  { youngDays = YOUNG_DAYS, keepTags }: CleanUpRules = {},
): RepositoryImage[] {
  const oldest = now.getTime() - youngDays * DAY_MILLISECONDS;
  const isYoung = ({ pushedAt, lastPulledAt }: RepositoryImage): boolean =>
    Math.max(pushedAt.getTime(), lastPulledAt?.getTime() ?? 0) >= oldest;
  const isKept = (image: RepositoryImage): boolean =>
    keptDigests.has(image.digest) || isYoung(image) || image.tags.some((tag) => keepTags?.test(tag) === true);
  return images
    .filter((image) => !isKept(image))
    .sort((one, other) => one.pushedAt.getTime() - other.pushedAt.getTime());
}
