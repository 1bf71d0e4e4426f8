import type { CloudReader, CloudResource } from "../../model/resource";
import type { Reference } from "../../model/resource-type";
import { text } from "../../model/values";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";

/** How a key can be named (AWS KMS Developer Guide, "Key identifiers"), and what such a name repeats. */
const FORMS = [
  { form: "key id", to: KEY, by: "id" },
  { form: "key ARN", to: KEY, by: "arn" },
  { form: "alias name", to: ALIAS, by: "id" },
  { form: "alias ARN", to: ALIAS, by: "arn" },
] as const;

/**
 * An input that names a KMS key in any form. A deletion of the key asks nobody: what is encrypted with it is lost when
 * its waiting period ends (AWS KMS Developer Guide, "Delete AWS KMS keys").
 * @param missing the service's refusal.
 * @param warning what goes wrong later with a service that looks when it uses the key only.
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

/** The key that a name in any form means; undefined for AWS's own keys. */
export function keyNamed(name: string, cloud: CloudReader): CloudResource | undefined {
  const alias = cloud.ofType(ALIAS).find((each) => each.id === name || each.computed.arn === name);
  const key = alias === undefined ? name : (text(alias.inputs, "targetKeyId") ?? "");
  return cloud.ofType(KEY).find((each) => each.id === key || each.computed.arn === key);
}

/** AWS makes the keys behind `alias/aws/` when they are first used. */
function formOf(key: string): (typeof FORMS)[number]["form"] | "key of AWS" {
  if (/^(arn:[^/]*:)?alias\/aws\//.test(key)) return "key of AWS";
  if (!key.startsWith("arn:")) return key.startsWith("alias/") ? "alias name" : "key id";
  return key.includes(":alias/") ? "alias ARN" : "key ARN";
}
