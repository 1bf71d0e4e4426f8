import type { EnhancedImageScanFinding, ImageScanFinding, ImageScanFindings } from "@aws-sdk/client-ecr";
import { type Finding, severityOf } from "./finding";

/** Findings of Amazon ECR, of basic or enhanced scanning, in one form. */
export function findingsOfEcr({ findings = [], enhancedFindings = [] }: ImageScanFindings): Finding[] {
  return [...findings.map(basicFinding), ...enhancedFindings.flatMap(enhancedFinding)];
}

/**
 * Names of attributes: Amazon ECR User Guide, "Scan images for OS vulnerabilities". No version that mends is among
 * them.
 */
function basicFinding({ name = "", severity, attributes = [] }: ImageScanFinding): Finding {
  const valueOf = (key: string): string => attributes.find((each) => each.key === key)?.value ?? "";
  return {
    vulnerability: name,
    severity: severityOf(severity),
    package: valueOf("package_name"),
    installedVersion: valueOf("package_version"),
    fixedVersion: undefined,
  };
}

/** Amazon Inspector says this where no version mends it. */
const NOT_FIXED = "NotAvailable";

/** One for each package. What Inspector closed or suppressed by a rule is none any more. */
function enhancedFinding(finding: EnhancedImageScanFinding): Finding[] {
  const { severity, status, packageVulnerabilityDetails: details, title = "" } = finding;
  if (status !== undefined && status !== "ACTIVE") return [];
  return (details?.vulnerablePackages ?? [{}]).map(({ name = "", version = "", release, fixedInVersion }) => ({
    vulnerability: details?.vulnerabilityId ?? title,
    severity: severityOf(severity),
    package: name,
    installedVersion: release ? `${version}-${release}` : version,
    fixedVersion: fixedInVersion === NOT_FIXED ? undefined : fixedInVersion,
  }));
}
