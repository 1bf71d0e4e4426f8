import { namesSecret, withoutCredentials } from "./secrets";

/** Something that a rule objects to. */
export interface Finding {
  /** Path of the property at fault, such as `deploymentCircuitBreaker.rollback`. */
  readonly property: string;
  /** Its value; leave it out where it is not set. Never printed where the property's name is that of a credential. */
  readonly value?: unknown;
  /** Keeps the value out of the message whatever the property is called. */
  readonly withheld?: boolean;
  /** What is wrong with that, and what comes of it. Like the following: lower case, no full stop. */
  readonly problem: string;
  /** Which values the rule accepts. */
  readonly allowed: string;
  /** What most likely mends it. */
  readonly fix: string;
  /** For a remark that is to be shown without failing anything. @default the level of the rule */
  readonly level?: "advisory";
}

const LONGEST_VALUE = 100;

/**
 * The message for a finding: what was found, why it is wrong, what is allowed, and the fix.
 * @param keys configuration keys that the property comes from.
 */
export function describeFinding(finding: Finding, keys: readonly string[] = []): string {
  const { problem, allowed, fix } = finding;
  const message = `${finding.property} ${describeValue(finding)}: ${problem}; allowed: ${allowed}. Fix: ${fix}.${describeKeys(keys)}`;
  return withoutCredentials(message);
}

function describeKeys(keys: readonly string[]): string {
  return keys.length === 0 ? "" : ` In the configuration: ${keys.join(" or ")}.`;
}

function describeValue({ property, value, withheld = false }: Finding): string {
  if (withheld || mayBeCredential(property, value)) return "has a value that is withheld here";
  if (value === undefined || value === null) return "is not set";
  const text = typeof value === "string" ? JSON.stringify(value) : printed(value);
  return `is ${text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text}`;
}

/** By its name, unless it is a switch such as `manageMasterUserPassword`, which is about a credential and can't be one. */
function mayBeCredential(property: string, value: unknown): boolean {
  return typeof value !== "boolean" && lastNames(property).some(namesSecret);
}

function printed(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(printed).join(", ")}]` : JSON.stringify(value ?? null);
}

/** Names at the end of `environment[DB_PASSWORD].value`: what holds the value, and what that is called. */
function lastNames(property: string): string[] {
  return property
    .split(/[.[\]]+/)
    .filter((name) => name !== "")
    .slice(-2);
}
