import { isMap, parseDocument, type Document } from "yaml";
import { sameMeaning, valueChanges, type ValueChange } from "./value-changes";

/** Keys in which Pulumi notes how a stack's secrets are encrypted. */
const ENCRYPTION_KEYS = ["encryptionsalt", "secretsprovider", "encryptedkey"];

/**
 * The configuration file with which a local run works: the tracked text without what only the real stack can decrypt,
 * and with the secrets that were set on this machine, carried over from the copy before it. How those are encrypted,
 * Pulumi finds in the local stack's state.
 */
export function localCopy(tracked: string, previous: string | undefined): string {
  if (!isYaml(tracked)) return tracked; // the engine tells what is wrong with it
  const [copy, before] = [parseDocument(tracked), parseDocument(previous ?? "")];
  const foreign = [...ENCRYPTION_KEYS.filter((key) => copy.has(key)).map((key) => [key]), ...secretPaths(tracked)];
  const carried = secretPaths(previous ?? "");
  if (foreign.length + carried.length === 0) return tracked;
  for (const path of foreign) copy.deleteIn(path);
  for (const path of carried) set(copy, path, before.getIn(path));
  return textOf(copy);
}

/** What a command changed in the copy that belongs into the tracked file. */
export interface ConfigurationChange {
  /** New text of the tracked file; undefined when nothing in it changed. */
  readonly text?: string;
  /** Keys whose new values are secrets that stay on this machine, since its passphrase encrypts them. */
  readonly withheld: readonly string[];
}

/**
 * Applies to the tracked file what a command changed in the copy, by key, so that whatever people edited in the tracked
 * file meanwhile stays, and how they wrote it.
 * @param renewed text of the copy before the command
 */
export function trackedChange(tracked: string, copy: string, renewed = tracked): ConfigurationChange {
  const [before, after, goal] = [configurationOf(renewed), configurationOf(copy), configurationOf(tracked)];
  const changed = Object.keys({ ...before, ...after }).filter((key) => !sameMeaning(before[key], after[key]));
  const withheld = changed.filter((key) => holdsSecret(after[key]));
  const local = changed.filter((key) => holdsSecret(before[key]) && after[key] === undefined).concat(withheld);
  const changes = changed
    .filter((key) => !local.includes(key))
    .flatMap((key) => changesIn(key, before[key], after[key], goal[key]));
  if (changes.length === 0) return { withheld };
  const document = parseDocument(tracked);
  for (const { path, value } of changes) set(document, path, value);
  return { text: textOf(document), withheld };
}

/** Single changes within a key's value where the tracked file still has the value that the command saw. */
function changesIn(key: string, before: unknown, after: unknown, tracked: unknown): ValueChange[] {
  if (sameMeaning(tracked, after)) return [];
  const changes = sameMeaning(tracked, before) ? valueChanges(before, after) : [{ path: [], value: after }];
  return changes.map(({ path, value }) => ({ path: ["config", key, ...path], value }));
}

/** Whether a text can be read at all. */
export function isYaml(text: string): boolean {
  return parseDocument(text).errors.length === 0;
}

function configurationOf(text: string): Readonly<Record<string, unknown>> {
  const document = parseDocument(text);
  return isMap(document.get("config")) ? (document.toJS() as { config: Record<string, unknown> }).config : {};
}

function secretPaths(text: string): string[][] {
  const entries = Object.entries(configurationOf(text));
  return entries.filter(([, value]) => holdsSecret(value)).map(([key]) => ["config", key]);
}

/** Whether a value is, or holds, what Pulumi encrypted. */
function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return typeof (value as { secure?: unknown }).secure === "string" || Object.values(value).some(holdsSecret);
}

function set(document: Document, path: readonly (string | number)[], value: unknown): void {
  if (path[0] === "config" && !isMap(document.get("config"))) document.set("config", document.createNode({}));
  if (value === undefined) document.deleteIn(path);
  else document.setIn(path, value);
}

/** Long lines stay as they are. */
function textOf(document: Document): string {
  return document.toString({ lineWidth: 0 });
}
