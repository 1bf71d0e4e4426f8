import { edited, asWritten } from "../../tools/yaml/edit";
import { isObject } from "../../tools/yaml/render";
import { type ValueChange, valueChanges } from "../../tools/yaml/value-changes";
import type { ConfigurationEntry } from "../engine/engine";
import { DeploymentProblem } from "../model/problem";

/** A configuration file's text, and the keys whose values differ from the file as it is. */
export interface RestoredConfiguration {
  readonly text: string;
  readonly keys: readonly string[];
}

/**
 * How the stack encrypts secrets (Pulumi's project stack settings). It is of the present: a text from before a change of
 * the passphrase or key names one that no longer holds.
 */
const ENCRYPTION = ["secretsprovider", "encryptedkey", "encryptionsalt"];

/** The recorded text of a configuration file, for the stack as it encrypts now. */
export function restoredText(current: string, recorded: string): RestoredConfiguration {
  const now = topLevel(current);
  const changes = ENCRYPTION.map((key): ValueChange => ({ path: [key], value: now[key] }));
  return restored(current, required(edited(recorded, changes)));
}

/**
 * The file's text with the keys that Pulumi's history has of an update. Secrets stay encrypted, as the history has them;
 * comments and keys that are the same stay as they are written.
 * @throws {DeploymentProblem} for secrets that the backend doesn't give encrypted.
 */
export function textWithEntries(
  current: string,
  entries: Readonly<Record<string, ConfigurationEntry>>,
): RestoredConfiguration {
  const unknown = Object.keys(entries).filter((key) => "isUnknown" in (entries[key] ?? {}));
  if (unknown.length > 0) throw unknownSecrets(unknown);
  const wanted = Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, valueOf(entry)]));
  const changes = valueChanges(configOf(current), inWriting(wanted)).map(({ path, value }) => ({
    path: ["config", ...path],
    value: value === undefined ? undefined : valueAt(wanted, path),
  }));
  return restored(current, required(edited(current, changes)));
}

/** Changes values of a configuration. */
export function withValues(text: string, changes: readonly ValueChange[]): string {
  return required(edited(text, changes));
}

/** Values of a configuration file by key, every scalar as it is written. */
export function configOf(text: string): Readonly<Record<string, unknown>> {
  const { config } = topLevel(text);
  return isObject(config) ? config : {};
}

function restored(current: string, text: string): RestoredConfiguration {
  const changes = valueChanges(configOf(current), configOf(text));
  return { text, keys: [...new Set(changes.map(({ path: [key] }) => String(key)))] };
}

function topLevel(text: string): Readonly<Record<string, unknown>> {
  const content: unknown = asWritten(text).toJS();
  return isObject(content) ? content : {};
}

/** The history has single values as texts, groups and lists as they are. */
function valueOf(entry: ConfigurationEntry): unknown {
  if ("secure" in entry) return { secure: entry.secure };
  if ("isUnknown" in entry) return undefined;
  const { value } = entry;
  if (value === "true" || value === "false") return value === "true";
  return typeof value === "string" && String(Number(value)) === value ? Number(value) : value;
}

function inWriting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inWriting);
  if (!isObject(value)) return typeof value === "string" ? value : JSON.stringify(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inWriting(each)]));
}

function valueAt(value: unknown, path: ValueChange["path"]): unknown {
  return path.reduce<unknown>((at, segment) => (isObject(at) ? at[segment] : undefined), value);
}

function required(text: string | undefined): string {
  if (text !== undefined) return text;
  throw new DeploymentProblem(
    "return-forbidden",
    "the configuration file is written so that values in it can't be changed alone, by an alias for instance",
    "Write it without aliases, or set the values by hand and deploy.",
  );
}

function unknownSecrets(keys: readonly string[]): DeploymentProblem {
  return new DeploymentProblem(
    "return-forbidden",
    `the backend doesn't give secrets of its history encrypted: ${keys.join(", ")}`,
    "Return to a deployment that has a record, or set these keys by hand and deploy.",
  );
}
