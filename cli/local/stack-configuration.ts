import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, parse, Scalar } from "yaml";
import { SECRET, type EngineReading } from "./engine-reading";
import { valueChanges, type ValueChange } from "./value-changes";
import { asWritten, edited } from "./yaml/edit";

/** Keys in which Pulumi notes how a stack's secrets are encrypted. */
const ENCRYPTION_KEYS = ["encryptionsalt", "secretsprovider", "encryptedkey"];

/**
 * The configuration file with which a local run works: the tracked text without what only the real stack can decrypt,
 * and with the secrets that were set on this machine, carried over from the copy before it. How those are encrypted,
 * Pulumi finds in the local stack's state.
 */
export function localCopy(tracked: string, previous: string | undefined): string {
  const written = contentOf(tracked);
  const foreign = [...ENCRYPTION_KEYS.filter((key) => key in written).map((key) => [key]), ...secretPaths(tracked)];
  const carried = secretPaths(previous ?? "");
  const before = parse(carried.length > 0 ? (previous ?? "") : "") as { config: Readonly<Record<string, unknown>> };
  const changes: ValueChange[] = [
    ...foreign.map((path) => ({ path, value: undefined })),
    ...carried.map((path) => ({ path, value: before.config[path[1]] })),
  ];
  return changes.reduce((text, change) => edited(text, [change]) ?? text, tracked);
}

/** A tracked configuration file and what a command did to its copy. */
export interface ConfigurationTexts {
  /** The tracked file when the command began. */
  readonly seen: string;
  /** The tracked file now. */
  readonly now: string;
  /** The copy before the command, as the engine reads it. */
  readonly before: EngineReading;
  /** The copy after it. */
  readonly after: EngineReading;
}

/**
 * What becomes of a key that a command set or removed: `taken` into the tracked file; `withheld`, since it is a secret
 * that only this machine can decrypt; left as it is since it was `edited` in the tracked file meanwhile; or left since the
 * file is written so that it can't be changed alone, being `tied` to something else by an alias, for instance.
 */
export type KeyFate = "taken" | "withheld" | "edited" | "tied";

/** What of a command's changes belongs into the tracked file. */
export interface ConfigurationChange {
  /** New text of the tracked file; the old one where nothing changes. */
  readonly text: string;
  readonly fates: ReadonlyMap<string, KeyFate>;
}

/**
 * Applies to the tracked file what a command set or removed. What that is, the engine's own readings of the copy before
 * and after the command tell, for no two readers of YAML agree on dates, octal numbers, merges and empty values. A key
 * that was edited in the tracked file since the command began is left alone, and so is everything else in it.
 */
export function trackedChange(texts: ConfigurationTexts, project: string): ConfigurationChange {
  const { before, after, now } = texts;
  const changed = Object.keys({ ...before, ...after }).filter((key) => !isDeepStrictEqual(before[key], after[key]));
  const fates = new Map<string, KeyFate>();
  const text = changed.reduce((current, key) => {
    const { fate, result = current } = changedKey(key, current, texts, project);
    if (fate !== undefined) fates.set(key, fate);
    return result;
  }, now);
  return { text, fates };
}

function changedKey(
  key: string,
  current: string,
  { seen, now, before: { [key]: before }, after: { [key]: after } }: ConfigurationTexts,
  project: string,
): { readonly fate?: KeyFate; readonly result?: string | undefined } {
  if (after === SECRET) return { fate: "withheld" };
  if (before === SECRET && after === undefined) return {};
  const name = nameIn(now, key, project);
  const changeIn = (text: string) => edited(text, keyChanges(text, name, before, after));
  if (!sameValue(seen, now, name)) return sameValue(changeIn(seen), now, name) ? {} : { fate: "edited" };
  const result = changeIn(current);
  return { fate: result === undefined ? "tied" : "taken", result };
}

/** Single changes within a key's value. */
function keyChanges(text: string, name: string, before: unknown, after: unknown): ValueChange[] {
  const changes = valueChanges(before, after);
  return changes.map(({ path, value }) => ({
    path: ["config", name, ...path],
    value: path.length === 0 ? asScalar(text, name, value) : value,
  }));
}

/** To the engine numbers and truth values are texts; people write them without quotes, unless they stand in quotes already. */
function asScalar(text: string, name: string, value: unknown): unknown {
  const written = asWritten(text).getIn(["config", name], true);
  const isQuoted = isScalar(written) && (written.type === Scalar.QUOTE_DOUBLE || written.type === Scalar.QUOTE_SINGLE);
  const readings: readonly unknown[] = [Number(value), value === "true"];
  return isQuoted ? value : (readings.find((each) => String(each) === value) ?? value);
}

/** The key as a file writes it: without the project's name before it, the engine takes it for one of the project's. */
function nameIn(text: string, key: string, project: string): string {
  const short = key.startsWith(`${project}:`) ? key.slice(project.length + 1) : key;
  return short in configurationIn(text) ? short : key;
}

/** Whether two texts have the same value of a key, as it is written; no text that can't be read has any. */
function sameValue(one: string | undefined, other: string, name: string): boolean {
  if (one === other) return true;
  if (one === undefined || isBroken(one) || isBroken(other)) return false;
  return isDeepStrictEqual(configurationIn(one)[name], configurationIn(other)[name]);
}

function secretPaths(text: string): ["config", string][] {
  const entries = Object.entries(configurationIn(text));
  return entries.filter(([, value]) => holdsSecret(value)).map(([key]) => ["config", key]);
}

function configurationIn(text: string): Readonly<Record<string, unknown>> {
  const { config } = contentOf(text);
  return typeof config === "object" && config !== null ? (config as Readonly<Record<string, unknown>>) : {};
}

function isBroken(text: string): boolean {
  return asWritten(text).errors.length > 0;
}

/** Nothing for a text that can't be read: the engine tells what is wrong with it. */
function contentOf(text: string): Readonly<Record<string, unknown>> {
  const document = asWritten(text);
  return document.errors.length === 0 && isMap(document.contents) ? (document.toJS() as Record<string, unknown>) : {};
}

/** Whether a value is, or holds, what Pulumi encrypted. */
function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return typeof (value as { secure?: unknown }).secure === "string" || Object.values(value).some(holdsSecret);
}
