import type { CloudReader, CloudResource } from "../../model/resource";
import type { ResourceType } from "../../model/resource-type";
import { number, object } from "../../model/values";
import { digestOfImage, tagsOf } from "./images";

export const SCAN_FINDINGS = "local:registry/scanFindings:ScanFindings";

/** Amazon ECR API Reference, FindingSeverityCounts: the worst comes first. */
export const SEVERITIES = ["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL", "UNDEFINED"] as const;

export type Severity = (typeof SEVERITIES)[number];

/** How many findings of each severity an image has; those that it has none of are left out. */
export type FindingCounts = Readonly<Partial<Record<Severity, number>>>;

/** What scans are to find in images, for rehearsals: nothing here looks into them. No program creates it. */
export const scanFindings: ResourceType = {
  type: SCAN_FINDINGS,
  replaceOnChanges: [],
  make: ({ inputs }) => ({ id: String(inputs.images), computed: {} }),
};

/** @param images a repository's name, or one with a tag or a digest */
export function storedFindings(images: string, counts: FindingCounts): CloudResource {
  return { type: SCAN_FINDINGS, id: images, region: "", urn: "", inputs: { images, counts }, computed: {} };
}

/** What a scan finds in an image: what its digest says comes first, then its tags, then its repository. */
export function findingsOf(image: CloudResource, repositoryName: string, cloud: CloudReader): FindingCounts {
  const names = [
    `${repositoryName}@${digestOfImage(image)}`,
    ...tagsOf(image).map((tag) => `${repositoryName}:${tag}`),
    repositoryName,
  ];
  const [found] = names.flatMap((name) => cloud.find(SCAN_FINDINGS, name) ?? []);
  const counts = object(found?.inputs ?? {}, "counts") ?? {};
  const stated = SEVERITIES.map((severity) => [severity, number(counts, severity) ?? 0] as const);
  return Object.fromEntries(stated.filter(([, count]) => count > 0));
}
