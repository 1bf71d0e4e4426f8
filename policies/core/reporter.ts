import type { EnforcementLevel, ReportViolation } from "@pulumi/policy";
import type { Remark } from "./outcome";

/** A violation with a level of its own, which the SDK accepts but doesn't declare in its types. */
interface LevelledViolation {
  readonly message: string;
  readonly urn: string;
  readonly enforcementLevel: EnforcementLevel;
}

type LevelledReport = (violation: string | LevelledViolation, urn?: string) => void;

/** Passes remarks on to the engine. */
export function reportAll(report: ReportViolation, remarks: readonly Remark[], urn: string): void {
  for (const { kind, message } of remarks) {
    if (kind === "violation") report(message, urn);
    else (report as LevelledReport)({ message, urn, enforcementLevel: "advisory" });
  }
}
