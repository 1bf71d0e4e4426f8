import type { CloudReader, CloudResource } from "../../model/resource";
import type { Reference } from "../../model/resource-type";
import { text } from "../../model/values";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";

/** Forms of a name of a key (AWS KMS Developer Guide, "Key identifiers"), each with the output that it repeats. */
const FORMS = [
  { form: "key id", to: KEY, by: "id" },
  { form: "key ARN", to: KEY, by: "arn" },
  { form: "alias name", to: ALIAS, by: "id" },
  { form: "alias ARN", to: ALIAS, by: "arn" },
] as const;

/**
 * An input that names a KMS key in any form. AWS deletes a key although others name it: what is encrypted with it is
 * lost when its waiting period ends (AWS KMS Developer Guide, "Delete AWS KMS keys").
 * @param missing the service's refusal.
 * @param warning what goes wrong later, for a service that looks for the key only when it uses it.
 */
export function keyReferences(input: string, missing: Reference["missing"], warning?: string): readonly Reference[] {
  return FORMS.map(({ form, to, by }) => ({
    input,
    to: [to],
    by,
    missing,
    warning,
    ignores: (key) => formOf(key) !== form,
  }));
}

/** The key that a name in any form stands for; undefined for AWS managed keys. */
export function keyNamed(name: string, cloud: CloudReader): CloudResource | undefined {
  const alias = cloud.ofType(ALIAS).find((each) => each.id === name || each.computed.arn === name);
  const key = alias === undefined ? name : (text(alias.inputs, "targetKeyId") ?? "");
  return cloud.ofType(KEY).find((each) => each.id === key || each.computed.arn === key);
}

/** AWS creates a key behind `alias/aws/` when it is first used, so that it always exists. */
function formOf(key: string): (typeof FORMS)[number]["form"] | "AWS managed key" {
  if (/^(arn:[^/]*:)?alias\/aws\//.test(key)) return "AWS managed key";
  if (!key.startsWith("arn:")) return key.startsWith("alias/") ? "alias name" : "key id";
  return key.includes(":alias/") ? "alias ARN" : "key ARN";
}
