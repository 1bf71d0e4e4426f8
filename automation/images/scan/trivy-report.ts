import { type Finding, severityOf } from "./finding";

/** What is read of a report of `trivy image --format json` (Trivy documentation, "Reporting", schema version 2). */
interface TrivyReport {
  readonly Results?: readonly TrivyResult[];
}

interface TrivyResult {
  readonly Vulnerabilities?: readonly TrivyVulnerability[] | null;
}

interface TrivyVulnerability {
  readonly VulnerabilityID: string;
  readonly PkgName: string;
  readonly InstalledVersion?: string;
  readonly FixedVersion?: string;
  readonly Severity?: string;
}

/**
 * Findings of a report.
 * @throws {SyntaxError} where it isn't JSON.
 */
export function findingsOfTrivy(report: string): Finding[] {
  const { Results: results = [] } = JSON.parse(report) as TrivyReport;
  return results.flatMap(({ Vulnerabilities: found }) => found ?? []).map(findingOf);
}

function findingOf(found: TrivyVulnerability): Finding {
  return {
    vulnerability: found.VulnerabilityID,
    severity: severityOf(found.Severity),
    package: found.PkgName,
    installedVersion: found.InstalledVersion ?? "",
    fixedVersion: found.FixedVersion === "" ? undefined : found.FixedVersion,
  };
}
