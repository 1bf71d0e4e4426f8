import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, parseDocument, type Document, type YAMLMap } from "yaml";

/** Keys in which Pulumi notes how a stack's secrets are encrypted. */
const ENCRYPTION_KEYS = ["encryptionsalt", "secretsprovider", "encryptedkey"];

/**
 * The configuration file with which a local run works: the tracked text, with the secrets that only this machine can
 * decrypt carried over from the copy before it. How they are encrypted, Pulumi finds in the stack's state.
 */
export function localCopy(tracked: string, previous: string | undefined): string {
  if (previous === undefined) return tracked;
  const [copy, before] = [parseDocument(tracked), parseDocument(previous)];
  for (const [key, value] of secureEntries(before)) {
    if (!copy.hasIn(["config", key])) copy.setIn(["config", key], value);
  }
  return copy.toString();
}

/** What a command changed in the copy that belongs into the tracked file. */
export interface ConfigurationChange {
  /** New text of the tracked file; undefined when nothing in it changed. */
  readonly text?: string;
  /** Keys with secrets that stay on this machine, since its passphrase encrypts them. */
  readonly withheld: readonly string[];
}

export function trackedChange(tracked: string, copy: string): ConfigurationChange {
  const [before, after] = [parseDocument(tracked), parseDocument(copy)];
  for (const key of ENCRYPTION_KEYS) after.delete(key);
  const withheld = secureEntries(after)
    .map(([key]) => key)
    .filter((key) => !before.hasIn(["config", key]));
  for (const key of withheld) after.deleteIn(["config", key]);
  if (isDeepStrictEqual(before.toJS(), after.toJS())) return { withheld };
  return { text: after.toString(), withheld };
}

function secureEntries(document: Document): [key: string, value: YAMLMap][] {
  const config = document.get("config");
  if (!isMap(config)) return [];
  return config.items.flatMap(({ key, value }) =>
    isScalar(key) && isMap(value) && value.has("secure") ? [[String(key.value), value] as [string, YAMLMap]] : [],
  );
}
