import { parse } from "yaml";
import { type KeyPath, NAMESPACE, namespaced, pathText } from "../../stacks/configuration/problem";
import type { ConfigurationEntry } from "../engine/engine";

/** Entries of a configuration by key with its namespace. */
export type ConfigurationEntries = Readonly<Record<string, ConfigurationEntry>>;

/** What is shown in place of a secret. */
export const SECRET = "[secret]";

/** A value of a configuration: text that people may see, or a secret. */
export type ShownValue =
  | { readonly text: string }
  /** Ciphertext, which tells whether the secret is the same text, and nobody sees. */
  | { readonly secure: string }
  | { readonly isUnknown: true };

/**
 * The entries of a configuration file.
 * @throws {Error} for a text that is no YAML.
 */
export function entriesOf(text: string): ConfigurationEntries {
  return Object.fromEntries(
    Object.entries(writtenIn(text)).map(([key, value]) => [withNamespace(key), entryOf(value)] as const),
  );
}

/**
 * What stands below `config` in a file, by key as it is written.
 * @throws {Error} for a text that is no YAML.
 */
export function writtenIn(text: string): Readonly<Record<string, unknown>> {
  const content: unknown = parse(text);
  return isGroup(content) && isGroup(content.config) ? content.config : {};
}

/** A key with its namespace; ours may be left out, as Pulumi allows. */
export function withNamespace(key: string): string {
  return key.includes(":") ? key : namespaced(key);
}

function entryOf(value: unknown): ConfigurationEntry {
  return isGroup(value) && typeof value.secure === "string" ? { secure: value.secure } : { value };
}

/**
 * Every single value by its path as people write it, such as `proofpix:services[0].cpu`. Numbers and truth values are
 * texts, as which Pulumi's history has them.
 */
export function leavesOf(entries: ConfigurationEntries): ReadonlyMap<string, ShownValue> {
  return new Map(Object.entries(entries).flatMap(([key, entry]) => leavesOfEntry(key, entry)));
}

function leavesOfEntry(key: string, entry: ConfigurationEntry): [string, ShownValue][] {
  if ("secure" in entry || "isUnknown" in entry) return [[key, entry]];
  return leaves(entry.value, []).map(([path, value]) => [`${key}${below(path)}`, value]);
}

function leaves(value: unknown, path: KeyPath): [KeyPath, ShownValue][] {
  if (isGroup(value) && typeof value.secure === "string") return [[path, { secure: value.secure }]];
  const parts: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((part: unknown, index) => [index, part] as const)
    : isGroup(value)
      ? Object.entries(value)
      : [];
  if (parts.length > 0) return parts.flatMap(([segment, part]) => leaves(part, [...path, segment]));
  return [[path, { text: typeof value === "string" ? value : JSON.stringify(value) }]];
}

function below(path: KeyPath): string {
  const text = pathText(path);
  return text === "" || text.startsWith("[") ? text : `.${text}`;
}

/** Whether a key is one of ours, which the schema checks. */
export function isOurs(key: string): boolean {
  return key.startsWith(`${NAMESPACE}:`);
}

export function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether an entry is encrypted, whole or in part: the engine tells it of the whole key. */
export function holdsSecret(entry: ConfigurationEntry | undefined): boolean {
  if (entry === undefined) return false;
  return !("value" in entry) || containsSecret(entry.value);
}

function containsSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(containsSecret);
  if (!isGroup(value)) return false;
  return typeof value.secure === "string" || Object.values(value).some(containsSecret);
}
