import type { AutomationContext } from "../context";
import { STEP_LIMIT_SECONDS } from "./limits";
import type { Recorder } from "./recorder";
import type { DeploymentRequest } from "./request";
import { runStep } from "./run-step";

/** Removes what no deployment needs any more. A failure of it is recorded, and fails no deployment that was verified. */
export async function cleanUp(
  { limitSeconds }: DeploymentRequest,
  recorder: Recorder,
  context: AutomationContext,
): Promise<void> {
  const limit = limitSeconds?.["clean-up"] ?? STEP_LIMIT_SECONDS["clean-up"];
  const work = () => Promise.resolve({ outcome: "skipped" as const, detail: "nothing to remove" });
  await runStep({ name: "clean-up", limitSeconds: limit, work }, recorder, context).catch(() => undefined);
}
