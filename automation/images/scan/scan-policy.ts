import type { EnvironmentKind } from "../../../components/shared/environment-kind";
import { type Finding, FINDING_SEVERITIES, type FindingSeverity } from "./finding";

/** A vulnerability that somebody decided to live with for a while. */
export interface AcceptedVulnerability {
  /** Such as `CVE-2026-12345`. */
  readonly vulnerability: string;
  /** The last day on which it is accepted, `2026-12-31`, in UTC. */
  readonly until: string;
  readonly reason: string;
}

/** Which images an environment takes (SE-9). */
export interface ScanPolicy {
  /** Severities that are refused. */
  readonly refuse: readonly FindingSeverity[];
  /** Whether an image is refused that nothing scanned. */
  readonly requiresScan: boolean;
  /** @default - none */
  readonly accepted?: readonly AcceptedVulnerability[];
}

/** What each kind of environment takes unless it is told otherwise. */
export const SCAN_POLICIES: Readonly<Record<EnvironmentKind, ScanPolicy>> = {
  development: { refuse: [], requiresScan: false },
  staging: { refuse: ["critical"], requiresScan: true },
  production: { refuse: ["critical", "high"], requiresScan: true },
};

/** What is wrong with an image, the worst first, once for each vulnerability of a package. */
export function refusedFindings(findings: readonly Finding[], policy: ScanPolicy, now: Date): Finding[] {
  const accepted = new Set(acceptedOn(policy, now));
  const refused = findings.filter(
    ({ severity, vulnerability }) => policy.refuse.includes(severity) && !accepted.has(vulnerability),
  );
  const byIdentity = new Map(refused.map((finding) => [`${finding.vulnerability} ${finding.package}`, finding]));
  const rank = ({ severity }: Finding): number => FINDING_SEVERITIES.indexOf(severity);
  return [...byIdentity.values()].sort(
    (one, other) => rank(one) - rank(other) || one.vulnerability.localeCompare(other.vulnerability),
  );
}

function acceptedOn({ accepted = [] }: ScanPolicy, now: Date): string[] {
  const today = now.toISOString().slice(0, 10);
  return accepted.filter(({ until }) => today <= until).map(({ vulnerability }) => vulnerability);
}

/** A finding in a sentence: what it is, where, and what mends it. */
export function describeFinding(finding: Finding): string {
  const { vulnerability, severity, installedVersion, fixedVersion } = finding;
  const remedy = fixedVersion === undefined ? "no version that mends it is known" : `mended in ${fixedVersion}`;
  return `${severity} ${vulnerability}: ${finding.package} ${installedVersion}, ${remedy}`;
}
