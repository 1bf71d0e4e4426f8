import { type ConfigurationEntries, leavesOf, SECRET, type ShownValue } from "./entries";

/** A value that differs between two configurations. Secrets are never shown. */
export interface KeyDifference {
  /** Such as `proofpix:services[0].cpu`. */
  readonly key: string;
  readonly change: "added" | "removed" | "changed" | "unknown";
  /** Undefined where it was added, or may be a secret. */
  readonly before?: string;
  /** Undefined where it was removed, or may be a secret. */
  readonly after?: string;
  /** Whether it is a secret on one side. A secret that was encrypted anew counts as changed. */
  readonly isSecret: boolean;
}

/**
 * The values in which two configurations differ, by their paths in alphabetical order. `unknown` are secrets that a
 * backend doesn't give encrypted, so that nobody can compare them.
 */
export function configurationDifference(
  before: ConfigurationEntries,
  after: ConfigurationEntries,
): readonly KeyDifference[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
  return keys.flatMap((key) => differenceOf(key, old.get(key), now.get(key)) ?? []);
}

function differenceOf(
  key: string,
  before: ShownValue | undefined,
  after: ShownValue | undefined,
): KeyDifference | undefined {
  const change = changeOf(before, after);
  if (change === undefined) return undefined;
  const isSecret = [before, after].some((value) => value !== undefined && !("text" in value));
  return { key, change, ...shownSide("before", before), ...shownSide("after", after), isSecret };
}

function changeOf(before: ShownValue | undefined, after: ShownValue | undefined): KeyDifference["change"] | undefined {
  if (before === undefined) return "added";
  if (after === undefined) return "removed";
  if ("isUnknown" in before || "isUnknown" in after) return "unknown";
  return textOf(before) === textOf(after) && "text" in before === "text" in after ? undefined : "changed";
}

function textOf(value: Exclude<ShownValue, { readonly isUnknown: true }>): string {
  return "text" in value ? value.text : value.secure;
}

function shownSide(side: "before" | "after", value: ShownValue | undefined): Partial<KeyDifference> {
  if (value === undefined) return {};
  return { [side]: "text" in value ? value.text : SECRET };
}
