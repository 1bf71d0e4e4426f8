import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, parseDocument, type Document, type YAMLMap } from "yaml";

/**
 * The configuration file with which a local run works: the tracked text, with the secrets that only this machine can
 * decrypt carried over from the copy before it. How they are encrypted, Pulumi finds in the stack's state.
 */
export function localCopy(tracked: string, previous: string | undefined): string {
  const secrets = previous === undefined ? [] : secureEntries(parseDocument(previous));
  const copy = parseDocument(tracked);
  const added = secrets.filter(([key]) => !copy.hasIn(["config", key]));
  for (const [key, value] of added) copy.setIn(["config", key], value);
  return added.length === 0 ? tracked : copy.toString();
}

/** What a command changed in the copy that belongs into the tracked file. */
export interface ConfigurationChange {
  /** New text of the tracked file; undefined when nothing in it changed. */
  readonly text?: string;
  /** Keys with secrets that stay on this machine, since its passphrase encrypts them. */
  readonly withheld: readonly string[];
}

/**
 * Compares by key and meaning: whenever Pulumi writes the file, it turns numbers and booleans into text and drops empty
 * lines, which is no change that anybody made.
 */
export function trackedChange(tracked: string, copy: string): ConfigurationChange {
  const [before, after] = [parseDocument(tracked), parseDocument(copy)];
  const withheld = secureEntries(after)
    .map(([key]) => key)
    .filter((key) => !before.hasIn(["config", key]));
  const [known, wanted] = [configurationOf(before), configurationOf(after)];
  const changed = Object.keys(wanted).filter((key) => !withheld.includes(key) && !sameMeaning(known[key], wanted[key]));
  const removed = Object.keys(known).filter((key) => !(key in wanted));
  for (const key of changed) before.setIn(["config", key], wanted[key]);
  for (const key of removed) before.deleteIn(["config", key]);
  return changed.length + removed.length === 0 ? { withheld } : { text: before.toString(), withheld };
}

function configurationOf(document: Document): Readonly<Record<string, unknown>> {
  const { config } = (document.toJS() ?? {}) as { config?: Record<string, unknown> };
  return config ?? {};
}

function sameMeaning(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(withTextScalars(one), withTextScalars(other));
}

function withTextScalars(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTextScalars);
  if (typeof value !== "object" || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withTextScalars(each)]));
}

function secureEntries(document: Document): [key: string, value: YAMLMap][] {
  const config = document.get("config");
  if (!isMap(config)) return [];
  return config.items.flatMap(({ key, value }) =>
    isScalar(key) && isMap(value) && value.has("secure") ? [[String(key.value), value] as [string, YAMLMap]] : [],
  );
}
