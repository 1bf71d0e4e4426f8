import type { EngineReport, RunResult } from "./engine";
import { summarised } from "./engine-events";
import type { Operation } from "./operation";

/** What the engine reported in a run, and how the run ended. */
export class GatheredReports {
  private readonly operations: Operation[] = [];
  private readonly errors: string[] = [];
  private readonly violations: string[] = [];

  constructor(private readonly onReport: (report: EngineReport) => void) {}

  /** Takes a report, and passes it on. */
  take(report: EngineReport): void {
    if (report.kind === "operation") this.operations.push(report.operation);
    else if (report.kind === "diagnostic") this.takeError(report.severity, report.message);
    else if (report.kind === "policy" && report.level === "mandatory")
      this.violations.push(`${report.policy}: ${report.message}`);
    this.onReport(report);
  }

  ended(outcome: Pick<RunResult, "succeeded" | "wasLocked">, otherwise?: string): RunResult {
    const { errors, violations } = this;
    const unexplained = !outcome.succeeded && errors.length === 0 && violations.length === 0;
    return {
      ...outcome,
      operations: summarised(this.operations),
      errors: unexplained && otherwise !== undefined ? [otherwise] : errors,
      violations,
    };
  }

  private takeError(severity: string, message: string): void {
    if (severity === "error" && !this.errors.includes(message)) this.errors.push(message);
  }
}
