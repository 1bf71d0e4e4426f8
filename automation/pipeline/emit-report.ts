import type { EngineReport } from "../engine/engine";
import type { Emit } from "../model/event";

/** Passes what the engine reports on as events, but for planned resources: events have no values. */
export function emitReport(emit: Emit): (report: EngineReport) => void {
  return (report) => {
    if (report.kind === "operation") emit({ code: "operation", operation: report.operation });
    else if (report.kind === "policy") {
      emit({ code: "policy-violation", policy: report.policy, level: report.level, message: report.message });
    } else if (report.kind === "diagnostic") {
      emit({ code: "diagnostic", severity: report.severity, message: report.message });
    }
  };
}
