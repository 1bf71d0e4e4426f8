import { type DestructiveChange, destructiveChanges } from "../../automation/engine/destructive-changes";
import type { Engine, EngineReport } from "../../automation/engine/engine";
import { isChange, type Operation } from "../../automation/engine/operation";

/** A finding of the policy pack. */
export type PolicyFinding = Omit<Extract<EngineReport, { readonly kind: "policy" }>, "kind">;

/** What an environment costs a month, in USD, as somebody estimated it. */
export interface MonthlyCost {
  readonly before: number;
  readonly after: number;
}

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
  /** @default - not known */
  readonly cost?: MonthlyCost;
}

/** Asks the engine what would change. */
export async function previewOf(
  environment: string,
  engine: Pick<Engine, "preview">,
  signal?: AbortSignal,
): Promise<EnvironmentPreview> {
  const findings: PolicyFinding[] = [];
  const { succeeded, operations, errors } = await engine.preview({
    signal,
    onReport: (report) => {
      if (report.kind === "policy")
        findings.push({ policy: report.policy, level: report.level, message: report.message });
    },
  });
  const changes = operations.filter((operation) => isChange(operation) && !isStack(operation));
  const unchanged = operations.filter((operation) => operation.kind === "same" && !isStack(operation)).length;
  return { environment, succeeded, changes, unchanged, findings, errors };
}

function isStack({ type }: Operation): boolean {
  return type === "pulumi:pulumi:Stack";
}

/** Deletions and replacements of what holds data or is protected. */
export function dangersOf({ changes }: EnvironmentPreview): readonly DestructiveChange[] {
  return destructiveChanges(changes);
}
