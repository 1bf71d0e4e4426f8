import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, objects, text } from "../../model/values";

export const groupTagRules: readonly Rule[] = [requirePropagation, requireOwnKeys];

/** The provider demands it; AWS's own default is not to propagate (API Reference, Tag). */
function requirePropagation({ inputs }: Operation): void {
  objects(inputs, "tags").forEach((tag, index) => {
    if (flag(tag, "propagateAtLaunch") !== undefined) return;
    refuse(
      "ValidationError",
      "Missing required argument: whether instances get the tag",
      `tags[${index}].propagateAtLaunch`,
    );
  });
}

/** Amazon EC2 Auto Scaling User Guide, "Tag Auto Scaling groups and instances", naming and usage restrictions. */
function requireOwnKeys({ inputs }: Operation): void {
  const keys = objects(inputs, "tags").map((tag) => text(tag, "key") ?? "");
  keys.forEach((key, index) => {
    if (key.toLowerCase().startsWith("aws:")) {
      refuse(
        "ValidationError",
        `Tag keys starting with 'aws:' are reserved for internal use: '${key}'`,
        `tags[${index}].key`,
      );
    }
    if (keys.indexOf(key) < index) refuse("ValidationError", `Duplicate tag key: '${key}'`, `tags[${index}].key`);
  });
  if (keys.length > 50) refuse("ValidationError", `A group has at most 50 tags, got ${keys.length}`, "tags");
}
