import type { Tags } from "./tags";
import { type ArgumentProblems, literal } from "./validation";

/**
 * Texts that every service of AWS takes in tags (AWS Tag Editor User Guide, "Tag naming limits and requirements").
 * `aws:` is reserved in any case, in values too (Amazon ECS API Reference, Tag), and load balancers take no space
 * around a text.
 */
const TEXT = "(?![aA][wW][sS]:)(?! )[\\p{L}\\p{N} _.:/=+@-]";
const TAG_KEY = new RegExp(`^${TEXT}{1,128}(?<! )$`, "u");

/** Value of a tag that every service takes. */
export const TAG_VALUE = new RegExp(`^(?:${TEXT}{1,256}(?<! ))?$`, "u");

const TEXT_RULE =
  'letters, digits, spaces and _.:/=+-@, not beginning with "aws:" in any case, without a space around them';

/** What {@link TAG_VALUE} stands for, continuing "must be ". */
export const ALLOWED_TAG_VALUE = `at most 256 ${TEXT_RULE}`;

/**
 * What is wrong with a tag's key beside others.
 * @param others keys of the same resource. IAM refuses those that differ in case only, as to it they are one (IAM User
 *   Guide, "Rules for tagging in IAM and AWS STS").
 */
export function tagKeyProblem(key: string, others: readonly string[]): string | undefined {
  if (!TAG_KEY.test(key)) return `the name must be 1 to 128 ${TEXT_RULE}; rename it`;
  const twin = others.find((other) => other !== key && other.toLowerCase() === key.toLowerCase());
  return twin === undefined
    ? undefined
    : `differs from ${JSON.stringify(twin)} in case only, which IAM refuses; rename it`;
}

/** AWS takes 50 tags a resource; `Name` and, of instances, ECS's `AmazonECSManaged` come to those that are given. */
const MOST_TAGS = 48;

/** Records tags of a component that AWS would refuse of any of its resources. */
export function checkTags(problems: ArgumentProblems, tags: Tags | undefined): void {
  const keys = Object.keys(tags ?? {});
  problems.require(
    keys.length <= MOST_TAGS,
    "tags",
    `must be ${MOST_TAGS} at most, got ${keys.length}; leave some out`,
  );
  keys.forEach((key, index) => {
    const path = `tags[${JSON.stringify(key)}]`;
    const problem = tagKeyProblem(key, ["Name", ...keys.slice(0, index)]);
    if (problem !== undefined) problems.add(path, problem);
    const value = literal(tags?.[key]);
    problems.require(
      value === undefined || TAG_VALUE.test(value),
      path,
      `must be ${ALLOWED_TAG_VALUE}, got ${JSON.stringify(value)}`,
    );
  });
}
