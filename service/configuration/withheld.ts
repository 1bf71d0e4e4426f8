import { createHash } from "node:crypto";

/** Ciphertexts of Pulumi's configuration, and the salt and keys with which they are made. */
const CIPHERTEXT =
  /^(\s*(?:-\s+)?(?:secure|encryptionsalt|encryptedkey):\s*)(["']?)([^\s"'#][^"'#\n]*?)\2(\s*(?:#.*)?)$/gm;

const PLACEHOLDER = /withheld-[0-9a-f]{16}/g;

/**
 * A configuration file's text without its ciphertexts: each is replaced by a word that stands for it, so that whoever edits
 * the text may move it, and never sees it.
 */
export function withheld(text: string): string {
  return text.replace(CIPHERTEXT, (_line, key: string, _quote, value: string, rest: string) => {
    return `${key}${placeholderOf(value)}${rest}`;
  });
}

/** An edited text with the ciphertexts of the present one; words that stand for none stay, and the schema refuses them. */
export function restored(text: string, present: string): string {
  const known = new Map([...present.matchAll(CIPHERTEXT)].map(([, , , value = ""]) => [placeholderOf(value), value]));
  return text.replace(PLACEHOLDER, (word) => known.get(word) ?? word);
}

/** Words of a text that stand for no ciphertext of the present one. */
export function unknownPlaceholders(text: string, present: string): readonly string[] {
  return restored(text, present).match(PLACEHOLDER) ?? [];
}

function placeholderOf(ciphertext: string): string {
  return `withheld-${createHash("sha256").update(ciphertext).digest("hex").slice(0, 16)}`;
}
