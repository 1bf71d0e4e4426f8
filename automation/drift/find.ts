import type { AutomationContext } from "../context";
import { DeploymentProblem } from "../model/problem";
import { driftIn, type DriftedResource } from "./drift";

/** What a look for drift found. */
export interface DriftCheck {
  /** ISO 8601. */
  readonly checkedAt: string;
  readonly drifted: readonly DriftedResource[];
}

/** Keeps the last look for drift of each environment, for those who ask how it stands. */
export interface DriftChecks {
  last(environment: string): DriftCheck | undefined;
  save(environment: string, check: DriftCheck): void;
}

/**
 * Looks in the cloud for what differs from the stack's state. Nothing is changed, neither there nor in the state.
 * @throws {DeploymentProblem} `stack-locked`, or `cloud-unreachable` where it couldn't look everywhere.
 */
export async function findDrift(
  context: Pick<AutomationContext, "clock" | "emit" | "engine" | "environment" | "signal">,
): Promise<DriftCheck> {
  const { engine, clock, emit, signal, environment } = context;
  const checkedAt = clock.timeOfDay().toISOString();
  const { succeeded, wasLocked, errors, operations } = await engine.refresh({
    previewOnly: true,
    signal,
    onReport: (report) => {
      if (report.kind === "diagnostic" && report.severity === "error") {
        emit({ code: "diagnostic", severity: report.severity, message: report.message });
      }
    },
  });
  if (succeeded) return { checkedAt, drifted: driftIn(operations) };
  if (wasLocked) {
    throw new DeploymentProblem(
      "stack-locked",
      `another run works on ${environment}`,
      "Wait until it has ended, and run the command again.",
    );
  }
  throw new DeploymentProblem(
    "cloud-unreachable",
    ["the engine couldn't look everywhere:", ...errors].join("\n  "),
    "Mend what it names, and run the command again.",
  );
}
