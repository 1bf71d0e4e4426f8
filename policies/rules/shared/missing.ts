import type { Finding, Reader } from "../../core";

/** The finding for a property that has to be set; none while nobody can tell whether it is. */
export function missing(resource: Reader, finding: Omit<Finding, "value">): Finding[] {
  return resource.isMissing(finding.property) ? [finding] : [];
}
