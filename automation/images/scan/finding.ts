/**
 * What scans images: Amazon ECR (basic scanning), Amazon Inspector (its enhanced scanning), or Trivy on this machine.
 */
export type Scanner = "ecr" | "inspector" | "trivy";

/** How bad a vulnerability is, the worst first. `undefined`: nobody has judged it yet. */
export const FINDING_SEVERITIES = ["critical", "high", "medium", "low", "informational", "undefined"] as const;

export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

/** A vulnerability of a package in an image. */
export interface Finding {
  /** Such as `CVE-2026-12345`. */
  readonly vulnerability: string;
  readonly severity: FindingSeverity;
  readonly package: string;
  readonly installedVersion: string;
  /** The version in which it is mended; undefined where there is none, or where the scanner doesn't say. */
  readonly fixedVersion: string | undefined;
}

/** Findings by severity. */
export type FindingCounts = Readonly<Record<FindingSeverity, number>>;

/** Words of the scanners for severities that others call otherwise. */
const OTHER_WORDS: Readonly<Record<string, FindingSeverity>> = { UNTRIAGED: "undefined", UNKNOWN: "undefined" };

/** The severity behind a scanner's word; a word that none is known for counts as not judged. */
export function severityOf(word: string | undefined): FindingSeverity {
  const name = (word ?? "").toUpperCase();
  return OTHER_WORDS[name] ?? FINDING_SEVERITIES.find((severity) => severity.toUpperCase() === name) ?? "undefined";
}

export function countsOf(findings: readonly Finding[]): FindingCounts {
  const count = (severity: FindingSeverity): number => findings.filter((each) => each.severity === severity).length;
  return Object.fromEntries(FINDING_SEVERITIES.map((severity) => [severity, count(severity)])) as FindingCounts;
}
