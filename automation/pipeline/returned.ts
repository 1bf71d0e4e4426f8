import type { AutomationContext } from "../context";
import type { DeploymentRecord } from "../model/deployment";
import type { DeploymentProblem } from "../model/problem";
import { settle } from "../rollback/settle";
import type { Recorder } from "./recorder";
import type { DeploymentRequest } from "./request";

/** Deploys under a claim that is held already. */
export type DeployClaimed = (request: DeploymentRequest, context: AutomationContext) => Promise<DeploymentRecord>;

/**
 * Follows a deployment that failed after something had changed: the last verified deployment is applied and verified in
 * its place. What was cancelled stays as it is: its user asked for an end, and the next run goes on.
 * @returns the record of the deployment that failed.
 */
export async function returned(
  problem: DeploymentProblem,
  request: DeploymentRequest,
  recorder: Recorder,
  context: AutomationContext,
  deployClaimed: DeployClaimed,
): Promise<DeploymentRecord> {
  const failure = `${problem.message}\n${problem.nextStep}`;
  if (problem.code === "cancelled") return recorder.end("interrupted", failure);
  await settled(context);
  if (request.rollsBack === false) return recorder.end("failed", failure);
  const target = await lastVerified(recorder.record, context);
  if (target?.configuration === undefined) {
    return recorder.end("failed", `${failure}\nThere is no verified deployment to return to.`);
  }
  context.emit({ code: "rollback-started", to: target.id, because: problem.message });
  const rollback = await deployClaimed(
    {
      kind: "rollback",
      configurationText: target.configuration.text,
      returnsTo: target.id,
      reason: `${recorder.record.id} failed`,
      rollsBack: false,
      refresh: false,
    },
    context,
  );
  await recorder.note({ rolledBackBy: rollback.id });
  if (rollback.status === "succeeded") return recorder.end("rolled-back", failure);
  return recorder.end(
    "failed",
    `${failure}\nThe rollback to ${target.id} failed too: ${rollback.failure ?? rollback.status}`,
  );
}

/** A state that can't be brought back to the truth is told, and hinders no rollback. */
async function settled(context: AutomationContext): Promise<void> {
  try {
    await settle(context);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    context.emit({ code: "diagnostic", severity: "warning", message });
  }
}

async function lastVerified(
  { id, environment }: DeploymentRecord,
  { store }: AutomationContext,
): Promise<DeploymentRecord | undefined> {
  const { records } = await store.list(environment);
  return records.find((record) => record.id !== id && record.status === "succeeded");
}
