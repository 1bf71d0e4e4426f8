import { namesSecret, withoutCredentials } from "../../components/shared/credential-detection";

/** Something that a rule objects to. */
export interface Finding {
  /** Path of the property at fault, such as `deploymentCircuitBreaker.rollback`. */
  readonly property: string;
  /** Its value; undefined if it isn't set. Messages never print it if the property has the name of a credential. */
  readonly value?: unknown;
  /** Keeps the value out of the message, whatever the property's name. */
  readonly withheld?: boolean;
  /** What is wrong with it, and the consequence. Like the following texts: lower case, no full stop. */
  readonly problem: string;
  /** Which values the rule accepts. */
  readonly allowed: string;
  /** The likely fix. */
  readonly fix: string;
  /** Level of a remark that is shown and fails nothing. @default the level of the rule */
  readonly level?: "advisory";
}

const LONGEST_VALUE = 100;

/**
 * The message for the findings of a rule on one resource; undefined if there are none. Each of several has a line of
 * its own, which doesn't repeat what the line before says.
 * @param keysOf the configuration keys that a finding's property comes from.
 */
export function describeFindings(
  findings: readonly Finding[],
  keysOf: (finding: Finding) => readonly string[],
): string | undefined {
  const lines = findings.map((finding, index) => {
    const keys = keysOf(finding);
    const isLikeBefore = reasonOf(findings[index - 1]) === reasonOf(finding);
    return isLikeBefore ? `${subjectOf(finding)}: the same.${describeKeys(keys)}` : describeFinding(finding, keys);
  });
  if (lines.length <= 1) return lines[0];
  return [`${lines.length} findings:`, ...lines.map(withoutCredentials)].join("\n- ");
}

/**
 * The message for a finding: the value, why it is wrong, what is allowed, and the fix.
 * @param keys configuration keys that the property comes from.
 */
export function describeFinding(finding: Finding, keys: readonly string[] = []): string {
  return withoutCredentials(`${subjectOf(finding)}: ${reasonOf(finding) ?? ""}${describeKeys(keys)}`);
}

function subjectOf(finding: Finding): string {
  return `${finding.property} ${describeValue(finding)}`;
}

function reasonOf(finding: Finding | undefined): string | undefined {
  return finding && `${finding.problem}; allowed: ${finding.allowed}. Fix: ${finding.fix}.`;
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

/**
 * Whether the value may be a credential, by the property's name. A boolean such as `manageMasterUserPassword` never is
 * one.
 */
function mayBeCredential(property: string, value: unknown): boolean {
  return typeof value !== "boolean" && lastNames(property).some(namesSecret);
}

function printed(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(printed).join(", ")}]` : JSON.stringify(value ?? null);
}

/**
 * The last two names of a path such as `environment[DB_PASSWORD].value`: the name of the holder and that of the value.
 */
function lastNames(property: string): string[] {
  return property
    .split(/[.[\]]+/)
    .filter((name) => name !== "")
    .slice(-2);
}
