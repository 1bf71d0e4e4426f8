import { edited } from "../../tools/yaml/edit";
import { valueChanges } from "../../tools/yaml/value-changes";
import { DeploymentProblem } from "../model/problem";
import { type ConfigurationEntries, entriesOf, withNamespace, writtenIn } from "./entries";
import type { ValuePath } from "./key";

/** A value to set in a configuration, or undefined to remove what is there. */
export interface ConfigurationChange {
  readonly path: ValuePath;
  readonly value: unknown;
}

/**
 * The text of a configuration file with values set or removed. Comments and everything else stay as they are.
 * @throws {DeploymentProblem} `configuration-invalid` where the text is written so that a value can't be changed alone.
 */
export function changedText(text: string, changes: readonly ConfigurationChange[]): string {
  return changes.reduce((before, { path, value }) => {
    const [key, ...within] = path;
    const after = edited(before, [{ path: ["config", writtenKey(before, key), ...within], value }]);
    if (after === undefined) throw inseparable(path);
    return after;
  }, text);
}

/**
 * The text with the values of other entries in place of its own, and with its comments.
 * @throws {DeploymentProblem} `configuration-invalid` where the text is written so that a value can't be changed alone.
 */
export function textWithEntries(text: string, wanted: ConfigurationEntries): string {
  const present = entriesOf(text);
  const keys = [...new Set([...Object.keys(present), ...Object.keys(wanted)])];
  const changes = keys.flatMap((key) =>
    valueChanges(plainValue(present[key]), likeWritten(plainValue(wanted[key]), plainValue(present[key]))).map(
      ({ path, value }): ConfigurationChange => ({ path: [key, ...path], value }),
    ),
  );
  return changedText(text, changes);
}

function plainValue(entry: ConfigurationEntries[string] | undefined): unknown {
  if (entry === undefined || "isUnknown" in entry) return undefined;
  return "secure" in entry ? { secure: entry.secure } : entry.value;
}

/** Pulumi's history has numbers and truth values as texts; the file keeps them as people write them. */
function likeWritten(wanted: unknown, present: unknown): unknown {
  if (typeof wanted !== "string") return wanted;
  const isPlain = typeof present === "number" || typeof present === "boolean";
  if (isPlain && String(present) === wanted) return present;
  if (typeof present === "string") return wanted;
  const readings: readonly unknown[] = [Number(wanted), wanted === "true"];
  return readings.find((each) => String(each) === wanted) ?? wanted;
}

/** The key as the file has it, which may leave our namespace out. */
function writtenKey(text: string, key: string): string {
  return Object.keys(writtenIn(text)).find((written) => withNamespace(written) === key) ?? key;
}

function inseparable(path: ValuePath): DeploymentProblem {
  const [key] = path;
  return new DeploymentProblem(
    "configuration-invalid",
    `the file is written so that ${key} can't be changed alone, for instance with an alias`,
    "Edit the file by hand.",
  );
}
