import { ENVIRONMENT_KIND_TAG } from "../../../components/shared/environment-kind";
import { tagKeyProblem } from "../../../components/shared/tag-rules";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { keyText, shown } from "../problem";
import type { PartialSettings } from "../schema/settings";

/** Tags that the program sets itself; the components add the `Name`, and what ECS would add to instances. */
const RESERVED = ["Project", "Environment", ENVIRONMENT_KIND_TAG, "ManagedBy", "Name", "AmazonECSManaged"];

/** Tags that AWS would refuse or that would hide what the program says itself. */
export function checkTags({ tags }: PartialSettings, problems: ArgumentProblems): void {
  const keys = Object.keys(tags ?? {});
  keys.forEach((key, index) => {
    problems.require(
      !RESERVED.includes(key),
      keyText(["tags", key]),
      `is filled in by itself, got ${shown(tags?.[key])}; remove it`,
    );
    const problem = tagKeyProblem(key, [...RESERVED, ...keys.slice(0, index)]);
    if (problem !== undefined) problems.add(keyText(["tags", key]), problem);
  });
}
