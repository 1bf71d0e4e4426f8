import { z } from "zod";
import { ALLOWED_TAG_VALUE, TAG_VALUE } from "../../../components/shared/tag-rules";
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
      "Tags of every resource. Project, Environment, ManagedBy, and EnvironmentKind where proofpix:kind is given, are filled in.",
    allowed: `Owner, CostCenter and further tags, ${MOST_TAGS} in all`,
    changing,
    examples: [{ Owner: "platform", CostCenter: "product" }],
  });
