import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, objects, text, type Properties } from "../../model/values";
import { OVERWRITES, warningText } from "../../model/warning";
import { matches } from "../shared/policy-evaluation";

export const SCANNING_CONFIGURATION = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";

const DOCUMENT = "Amazon ECR API Reference, PutRegistryScanningConfiguration";

/** How the images of a registry are scanned; a registry has one such configuration in each region. */
export const registryScanningConfiguration: ResourceType = {
  type: SCANNING_CONFIGURATION,
  mapping: {
    operation: "ecr.PutRegistryScanningConfiguration",
    inputs: {
      "rules[].scanFrequency": "rules.scanFrequency",
      "rules[].repositoryFilters": "rules.repositoryFilters",
    },
  },
  documentedLimits: { scanType: [{ document: DOCUMENT, required: true }] },
  replaceOnChanges: ["region"],
  rules: [warnOfSecond, requireFrequencyOfType],
  make: ({ accountId }) => ({ id: accountId, computed: { registryId: accountId } }),
};

/** How a repository's images are scanned. */
export interface Scanning {
  /** Amazon Inspector scans, and reports in a form of its own. */
  readonly isEnhanced: boolean;
  readonly frequency: "CONTINUOUS_SCAN" | "MANUAL" | "SCAN_ON_PUSH";
}

/** The configuration of a region; undefined where it has the default. */
export function scanningConfigurationIn(region: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.ofType(SCANNING_CONFIGURATION).find((each) => each.region === region);
}

/**
 * Amazon ECR User Guide, "Scan images for software vulnerabilities in Amazon ECR": the registry's rules come first;
 * with basic scanning the repository's own setting holds where none matches, and else images are scanned on request.
 */
export function scanningOf(repository: CloudResource, cloud: CloudReader): Scanning {
  const configuration = scanningConfigurationIn(repository.region, cloud)?.inputs ?? {};
  const name = text(repository.computed, "name") ?? "";
  const found = objects(configuration, "rules").filter((rule) => isFor(rule, name));
  const has = (frequency: string): boolean => found.some((rule) => rule.scanFrequency === frequency);
  const isEnhanced = text(configuration, "scanType") === "ENHANCED";
  const isOfRepository = !isEnhanced && flag(repository.inputs, "imageScanningConfiguration.scanOnPush") === true;
  if (has("CONTINUOUS_SCAN")) return { isEnhanced, frequency: "CONTINUOUS_SCAN" };
  return { isEnhanced, frequency: has("SCAN_ON_PUSH") || isOfRepository ? "SCAN_ON_PUSH" : "MANUAL" };
}

/**
 * A filter without a star means names that contain it (Amazon ECR User Guide, "Filters to choose which repositories").
 */
function isFor(rule: Properties, repositoryName: string): boolean {
  const filters = objects(rule, "repositoryFilters").flatMap((each) => text(each, "filter") ?? []);
  return filters.some((filter) => matches(filter.includes("*") ? filter : `*${filter}*`, repositoryName));
}

function warnOfSecond(operation: Operation): void {
  const { kind, region, cloud } = operation;
  if (kind === "update" || scanningConfigurationIn(region, cloud) === undefined) return;
  operation.warn(warningText(OVERWRITES, `the registry has a scanning configuration in ${region}`));
}

/** Amazon ECR API Reference, RegistryScanningRule: `scanFrequency`. */
const FREQUENCIES: Readonly<Record<string, readonly string[]>> = {
  BASIC: ["SCAN_ON_PUSH", "MANUAL"],
  ENHANCED: ["SCAN_ON_PUSH", "CONTINUOUS_SCAN"],
};

function requireFrequencyOfType({ inputs }: Operation): void {
  const type = text(inputs, "scanType") ?? "";
  const allowed = FREQUENCIES[type] ?? [];
  objects(inputs, "rules").forEach((rule, index) => {
    const frequency = text(rule, "scanFrequency") ?? "";
    if (allowed.includes(frequency)) return;
    refuse(
      "InvalidParameterException",
      `Invalid parameter at 'scanFrequency' failed to satisfy constraint: ` +
        `'Scan frequency ${frequency} is not supported for scan type ${type}, which has ${allowed.join(" and ")}'`,
      `rules[${index}].scanFrequency`,
    );
  });
}
