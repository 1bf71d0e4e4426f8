import { z } from "zod";
import { text } from "./fields";

/** Characters that every service of AWS takes (AWS Tag Editor User Guide, "Tag naming limits and requirements"). */
const TAG_KEY = /^(?!aws:)[\p{L}\p{N} _.:/=+@-]{1,128}$/u;
const TAG_VALUE = /^[\p{L}\p{N} _.:/=+@-]{0,256}$/u;

/** AWS takes 50 tags a resource; four besides the user's are set by the program and its components. */
const MOST_TAGS = 46;

const changing = "no downtime";

function tagValue(description: string, example: string) {
  return text(TAG_VALUE, {
    description,
    allowed: "a text of at most 256 letters, digits, spaces and _.:/=+-@",
    changing,
    examples: [example],
  });
}

export const tags = z
  .object({
    Owner: tagValue("Team that answers for the environment.", "platform"),
    CostCenter: tagValue("Cost centre that pays for the environment.", "product"),
  })
  .catchall(tagValue("A further tag.", "internal"))
  .refine((all) => Object.keys(all).length <= MOST_TAGS)
  .meta({
    description: "Tags of every resource. Project, Environment and ManagedBy are filled in.",
    allowed: `Owner, CostCenter and further tags, ${MOST_TAGS} in all`,
    changing,
    examples: [{ Owner: "platform", CostCenter: "product" }],
  });

/** Whether AWS takes the key of a tag. */
export function isTagKey(key: string): boolean {
  return TAG_KEY.test(key);
}
