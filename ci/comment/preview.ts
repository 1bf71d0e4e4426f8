import { type DestructiveChange, destructiveChanges } from "../../automation/engine/destructive-changes";
import type { Engine, EngineReport } from "../../automation/engine/engine";
import { isChange, type Operation } from "../../automation/engine/operation";
import { type ChangedResource, type CostDifference, costDifference } from "../../costs/stack/cost-difference";
import { plannedResources } from "../../costs/stack/planned-resources";

/** A finding of the policy pack. */
export type PolicyFinding = Omit<Extract<EngineReport, { readonly kind: "policy" }>, "kind">;

/** What a pull request would change in an environment. It has no values of properties, which may be secret. */
export interface EnvironmentPreview {
  readonly environment: string;
  readonly succeeded: boolean;
  /** What would change. */
  readonly changes: readonly Operation[];
  /** How many resources would stay as they are. */
  readonly unchanged: number;
  readonly findings: readonly PolicyFinding[];
  /** What kept the preview from its end. */
  readonly errors: readonly string[];
  /** What it does to the cost, by list prices. @default - not known */
  readonly cost?: CostDifference;
}

/**
 * Asks the engine what would change.
 * @param region region of the resources whose provider doesn't say it.
 */
export async function previewOf(
  environment: string,
  engine: Pick<Engine, "preview">,
  region: string,
  signal?: AbortSignal,
): Promise<EnvironmentPreview> {
  const findings: PolicyFinding[] = [];
  const planned: ChangedResource[] = [];
  const { succeeded, operations, errors } = await engine.preview({
    signal,
    onReport: (report) => {
      if (report.kind === "policy")
        findings.push({ policy: report.policy, level: report.level, message: report.message });
      else if (report.kind === "resource") planned.push(report);
    },
  });
  const changes = operations.filter((operation) => isChange(operation) && !isStack(operation));
  const unchanged = operations.filter((operation) => operation.kind === "same" && !isStack(operation)).length;
  const cost = planned.length === 0 ? undefined : costDifference(plannedResources(planned), region);
  return { environment, succeeded, changes, unchanged, findings, errors, ...(cost !== undefined && { cost }) };
}

function isStack({ type }: Operation): boolean {
  return type === "pulumi:pulumi:Stack";
}

/** Deletions and replacements of what holds data or is protected. */
export function dangersOf({ changes }: EnvironmentPreview): readonly DestructiveChange[] {
  return destructiveChanges(changes);
}
