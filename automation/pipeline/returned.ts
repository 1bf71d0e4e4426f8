import type { AutomationContext } from "../context";
import type { DeploymentRecord } from "../model/deployment";
import { DeploymentProblem } from "../model/problem";
import { contextOfPlan, planReturn, type ReturnPlan } from "../rollback/return-plan";
import { settle } from "../rollback/settle";
import { messageOf } from "../shared/message-of";
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
  await settled(recorder.record.id, context);
  if (request.rollsBack === false) return recorder.end("failed", failure);
  return rolledBack(problem, failure, recorder, context, deployClaimed);
}

async function rolledBack(
  problem: DeploymentProblem,
  failure: string,
  recorder: Recorder,
  context: AutomationContext,
  deployClaimed: DeployClaimed,
): Promise<DeploymentRecord> {
  const plan = await planned(context);
  if (plan instanceof Error) return recorder.end("failed", `${failure}\nNothing was rolled back: ${whyNot(plan)}`);
  const { release, configuration, programNote } = plan;
  try {
    context.emit({ code: "rollback-started", to: release.name, because: problem.message });
    if (programNote !== undefined) context.emit({ code: "diagnostic", severity: "warning", message: programNote });
    const rollback = await deployClaimed(
      {
        kind: "rollback",
        configurationText: configuration.text,
        returnsTo: release.name,
        reason: `${recorder.record.id} failed`,
        rollsBack: false,
        refresh: false,
      },
      contextOfPlan(plan, context),
    );
    await recorder.note({ rolledBackBy: rollback.id });
    if (rollback.status === "succeeded") return await recorder.end("rolled-back", failure);
    const why = rollback.failure ?? rollback.status;
    return await recorder.end("failed", `${failure}\nThe rollback to ${release.name} failed too: ${why}`);
  } finally {
    await plan.close();
  }
}

/**
 * Why there was no rollback. Where nothing good came before, what failed stays deployed, and the state names it: a plain
 * `pulumi up` of the same program finds nothing to change.
 */
function whyNot({ code, message }: DeploymentProblem): string {
  if (code !== "nothing-to-return-to") return message;
  return (
    `${message}. What failed stays deployed, and may serve nothing. Once the cause is mended, deploy again with this ` +
    "command, which also starts services anew in which nothing changed; a plain pulumi up does so only where something changed."
  );
}

/** The last good release before the deployment that failed, or why there is none to return to. */
async function planned(context: AutomationContext): Promise<ReturnPlan | DeploymentProblem> {
  try {
    return await planReturn({ destination: { steps: 1 }, program: "recorded-or-current" }, context);
  } catch (error) {
    if (error instanceof DeploymentProblem) return error;
    throw error;
  }
}

/** A state that can't be brought back to the truth is told, and hinders no rollback. */
async function settled(deploymentId: string, context: AutomationContext): Promise<void> {
  try {
    await settle(context, { deploymentId });
  } catch (error) {
    context.emit({ code: "diagnostic", severity: "warning", message: messageOf(error) });
  }
}
