import { z } from "zod";
import { ALLOWED_TAG_VALUE, TAG_VALUE, tagKeyProblem } from "../../../components/shared/tag-rules";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { pathText, shown } from "../problem";
import { text } from "./fields";

/** AWS takes 50 tags a resource; six besides the user's are set by the program, its components and ECS. */
const MOST_TAGS = 44;

const changing = "no downtime";

function tagValue(description: string, example: string) {
  return text(TAG_VALUE, { description, allowed: `a text of ${ALLOWED_TAG_VALUE}`, changing, examples: [example] });
}

export const tags = z
  .object({
    Owner: tagValue("Team that answers for the environment.", "platform"),
    CostCenter: tagValue("Cost centre that pays for the environment.", "product"),
  })
  .catchall(tagValue("A further tag.", "internal"))
  .refine((all) => Object.keys(all).length <= MOST_TAGS)
  .meta({
    description:
      "Tags of every resource. The program adds Project, Environment and ManagedBy, and EnvironmentKind where proofpix:kind is given.",
    allowed: `Owner, CostCenter and further tags, ${MOST_TAGS} in all`,
    changing,
    examples: [{ Owner: "platform", CostCenter: "product" }],
  });

/** Records tags that the program sets itself, or whose keys AWS would refuse beside the others. */
export function checkTagKeys(
  given: Readonly<Record<string, unknown>> | undefined,
  reserved: readonly string[],
  problems: ArgumentProblems,
): void {
  const keys = Object.keys(given ?? {});
  keys.forEach((key, index) => {
    const path = pathText(["tags", key]);
    problems.require(!reserved.includes(key), path, `is set by the program, got ${shown(given?.[key])}; remove it`);
    const problem = tagKeyProblem(key, [...reserved, ...keys.slice(0, index)]);
    if (problem !== undefined) problems.add(path, problem);
  });
}
