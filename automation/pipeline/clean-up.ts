import { removeLeftovers } from "../clean-up/clean-up";
import { describedRemoved } from "../clean-up/removed";
import type { AutomationContext } from "../context";
import { messageOf } from "../shared/message-of";
import { limitOf } from "./limits";
import type { Recorder } from "./recorder";
import type { DeploymentRequest } from "./request";
import { runStep, type StepResult } from "./run-step";

/**
 * Removes what no deployment needs any more. A failure of it is recorded and told as a warning, and fails no deployment
 * that was verified.
 */
export async function cleanUp(
  request: DeploymentRequest,
  recorder: Recorder,
  context: AutomationContext,
): Promise<void> {
  const work = (signal: AbortSignal): Promise<StepResult> => removed(recorder, { ...context, signal });
  try {
    await runStep({ name: "clean-up", limitSeconds: limitOf("clean-up", request), work }, recorder, context);
  } catch (error) {
    context.emit({ code: "diagnostic", severity: "warning", message: `the clean-up failed: ${messageOf(error)}` });
  }
}

/** After a return nothing is removed: what failed may still be looked at. */
async function removed({ record }: Recorder, context: AutomationContext): Promise<StepResult> {
  if (record.kind === "rollback") return { outcome: "skipped", detail: "a rollback removes nothing" };
  const detail = describedRemoved(await removeLeftovers(record, context));
  return { outcome: detail.startsWith("removed") ? "succeeded" : "skipped", detail };
}
