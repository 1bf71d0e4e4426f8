import { createHash } from "node:crypto";
import { arn } from "../../../model/identifiers";
import type { CloudResource } from "../../../model/resource";
import type { Properties } from "../../../model/values";
import { digestOfImage, tagsOf } from "../../../services/registry/images";
import { type FindingCounts, SEVERITIES, type Severity } from "../../../services/registry/scan-findings";
import { nameOf } from "./lookup";

/** An image that was scanned. */
export interface ScannedImage {
  readonly image: CloudResource;
  readonly repository: CloudResource;
  readonly at: number;
}

/** A vulnerability that there isn't: its year is one without any. */
interface MadeUpFinding {
  readonly name: string;
  readonly severity: Severity;
}

const PACKAGE = { name: "example-package", version: "1.0.0", fixedInVersion: "1.0.1" } as const;
const DESCRIPTION = "Made up for a rehearsal: the local cloud looks into no image.";

/** Scores in the range of each severity (FIRST, "CVSS v3.1 specification: qualitative severity rating scale"). */
const SCORES: Readonly<Record<Severity, number>> = {
  ...{ CRITICAL: 9.8, HIGH: 7.5, MEDIUM: 5.3, LOW: 3.1, INFORMATIONAL: 0, UNDEFINED: 0 },
};

/** Counts by severity as ECR or, in the enhanced form, Amazon Inspector names them. */
export function countsForm(counts: FindingCounts, isEnhanced: boolean): Properties {
  return Object.fromEntries(
    Object.entries(counts).map(([severity, count]) => [severityName(severity, isEnhanced), count]),
  );
}

/** Amazon ECR API Reference, ImageScanFinding. */
export function basicFindings(counts: FindingCounts): Properties[] {
  return findings(counts).map(({ name, severity }) => ({
    name,
    description: DESCRIPTION,
    uri: uriOf(name),
    severity,
    attributes: [
      { key: "package_name", value: PACKAGE.name },
      { key: "package_version", value: PACKAGE.version },
      { key: "CVSS3_SCORE", value: String(SCORES[severity]) },
    ],
  }));
}

/** Amazon ECR API Reference, EnhancedImageScanFinding. */
export function enhancedFindings(counts: FindingCounts, scanned: ScannedImage): Properties[] {
  const { repository, at } = scanned;
  return findings(counts).map(({ name, severity }) => ({
    awsAccountId: repository.computed.registryId,
    description: DESCRIPTION,
    findingArn: findingArn(name, scanned),
    ...{ firstObservedAt: at, lastObservedAt: at, updatedAt: at },
    packageVulnerabilityDetails: {
      ...{ vulnerabilityId: name, source: "NVD", sourceUrl: uriOf(name), vendorSeverity: severity },
      vulnerablePackages: [{ ...PACKAGE, packageManager: "OS" }],
    },
    remediation: { recommendation: { text: "None Provided" } },
    resources: [resourceForm(scanned)],
    ...{ score: SCORES[severity], severity: severityName(severity, true), status: "ACTIVE" },
    ...{
      title: `${name} - ${PACKAGE.name}`,
      type: "PACKAGE_VULNERABILITY",
      fixAvailable: "YES",
      exploitAvailable: "NO",
    },
  }));
}

function findings(counts: FindingCounts): MadeUpFinding[] {
  return SEVERITIES.flatMap((severity, rank) =>
    Array.from({ length: counts[severity] ?? 0 }, (_, index) => ({
      name: `CVE-1900-${(rank + 1) * 10_000 + index + 1}`,
      severity,
    })),
  );
}

/** Amazon Inspector User Guide, "Severity levels for findings": what ECR calls undefined is untriaged there. */
function severityName(severity: string, isEnhanced: boolean): string {
  return isEnhanced && severity === "UNDEFINED" ? "UNTRIAGED" : severity;
}

function uriOf(name: string): string {
  return `https://example.com/${name}`;
}

function findingArn(name: string, { image, repository }: ScannedImage): string {
  const id = createHash("md5").update(`${image.id} ${name}`).digest("hex");
  return arn("inspector2", repository.region, String(repository.computed.registryId), `finding/${id}`);
}

function resourceForm({ image, repository, at }: ScannedImage): Properties {
  const { arn: repositoryArn, registryId } = repository.computed;
  const imageHash = digestOfImage(image);
  const details = { imageHash, imageTags: tagsOf(image), registry: registryId, repositoryName: nameOf(repository) };
  return {
    details: { awsEcrContainerImage: { ...details, pushedAt: at } },
    id: `${String(repositoryArn)}/${imageHash}`,
    type: "AWS_ECR_CONTAINER_IMAGE",
  };
}
