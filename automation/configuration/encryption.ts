import { parse } from "yaml";
import { isGroup } from "./entries";

/** Keys in which Pulumi stores how a stack's secrets are encrypted. */
const ENCRYPTION_KEYS = ["encryptionsalt", "secretsprovider", "encryptedkey"];

/** Whether the secrets of two configuration files are encrypted in the same way. */
export function sameEncryption(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => {
    const content: unknown = parse(text);
    return isGroup(content) ? content : {};
  });
  return ENCRYPTION_KEYS.every((key) => first?.[key] === second?.[key]);
}
