import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, parse, Scalar } from "yaml";
import { SECRET, type EngineReading } from "./engine-reading";
import { valueChanges, type ValueChange } from "../../tools/yaml/value-changes";
import { asWritten, edited } from "../../tools/yaml/edit";

/** Keys in which Pulumi stores how a stack's secrets are encrypted. */
const ENCRYPTION_KEYS = ["encryptionsalt", "secretsprovider", "encryptedkey"];

/**
 * The copy of a configuration file with which a local run works. It is the tracked text without the secrets that only
 * the real stack can decrypt, and with the secrets that this machine has set in the copy before it. Pulumi finds the
 * encryption of those in the local stack's state.
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
 * What happens to a key that a command set or removed:
 * - `written`: the tracked file gets the change.
 * - `withheld`: it is a secret that only this machine can decrypt, and stays in the copy.
 * - `edited`: somebody edited the key in the tracked file meanwhile, and that edit stays.
 * - `inseparable`: the tracked file is written so that the key can't be changed alone, for instance with an alias.
 */
export type KeyOutcome = "written" | "withheld" | "edited" | "inseparable";

/** The effect of a command on the tracked file. */
export interface ConfigurationChange {
  /** New text of the tracked file; the old text if nothing changes. */
  readonly text: string;
  readonly outcomes: ReadonlyMap<string, KeyOutcome>;
}

/**
 * Applies a command's changes to the tracked file. The engine's readings of the copy before and after the command tell
 * what changed, since readers of YAML differ on dates, octal numbers, merge keys and empty values. A key that somebody
 * edited in the tracked file since the command began stays as it is, and so does everything else in the file.
 */
export function trackedChange(texts: ConfigurationTexts, project: string): ConfigurationChange {
  const { before, after, now } = texts;
  const changed = Object.keys({ ...before, ...after }).filter((key) => !isDeepStrictEqual(before[key], after[key]));
  const outcomes = new Map<string, KeyOutcome>();
  const text = changed.reduce((current, key) => {
    const { outcome, result = current } = changedKey(key, current, texts, project);
    if (outcome !== undefined) outcomes.set(key, outcome);
    return result;
  }, now);
  return { text, outcomes };
}

function changedKey(
  key: string,
  current: string,
  { seen, now, before: { [key]: before }, after: { [key]: after } }: ConfigurationTexts,
  project: string,
): { readonly outcome?: KeyOutcome; readonly result?: string | undefined } {
  if (after === SECRET) return { outcome: "withheld" };
  if (before === SECRET && after === undefined) return {};
  const name = nameIn(now, key, project);
  const changeIn = (text: string) => edited(text, keyChanges(text, name, before, after));
  if (!sameValue(seen, now, name)) return sameValue(changeIn(seen), now, name) ? {} : { outcome: "edited" };
  const result = changeIn(current);
  return { outcome: result === undefined ? "inseparable" : "written", result };
}

/** The changes within one key's value. */
function keyChanges(text: string, name: string, before: unknown, after: unknown): ValueChange[] {
  const changes = valueChanges(before, after);
  return changes.map(({ path, value }) => ({
    path: ["config", name, ...path],
    value: path.length === 0 ? asScalar(text, name, value) : value,
  }));
}

/**
 * The scalar to write. The engine reads numbers and booleans as texts; people write them without quotes, so quotes
 * appear only where the file has them already.
 */
function asScalar(text: string, name: string, value: unknown): unknown {
  if (typeof value !== "string") return value;
  const written = asWritten(text).getIn(["config", name], true);
  const isQuoted = isScalar(written) && (written.type === Scalar.QUOTE_DOUBLE || written.type === Scalar.QUOTE_SINGLE);
  const readings: readonly unknown[] = [Number(value), value === "true"];
  return isQuoted ? value : (readings.find((each) => String(each) === value) ?? value);
}

/** The name of a key in a file, which may leave out the project's name before it. */
function nameIn(text: string, key: string, project: string): string {
  const short = key.startsWith(`${project}:`) ? key.slice(project.length + 1) : key;
  return short in configurationIn(text) ? short : key;
}

/** Whether two texts have the same value of a key as it is written; never if one of them can't be read. */
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

/** The content of a text; empty if it can't be read, which the engine reports. */
function contentOf(text: string): Readonly<Record<string, unknown>> {
  const document = asWritten(text);
  return document.errors.length === 0 && isMap(document.contents) ? (document.toJS() as Record<string, unknown>) : {};
}

/** Whether a value is or contains a secret that Pulumi encrypted. */
function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return typeof (value as { secure?: unknown }).secure === "string" || Object.values(value).some(holdsSecret);
}
