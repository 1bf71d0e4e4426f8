import type { AutomationContext } from "../context";
import { type DestructiveChange, destructiveChanges } from "../engine/destructive-changes";
import type { RunResult } from "../engine/engine";
import type { DeploymentRecord } from "../model/deployment";
import { deploy } from "../pipeline/deploy";
import type { DeploymentRequest } from "../pipeline/request";
import { requireSound } from "../pipeline/validate";
import { type StateDifference, stateDifferences } from "./comparison";
import { contextOfPlan, planReturn, type ReturnPlan } from "./return-plan";
import type { Destination } from "./target";

/**
 * Seconds for which everything has to stay well in an emergency: two looks in a row, since whoever waits for the service
 * can't wait for more.
 */
export const EMERGENCY_BAKE_SECONDS = 10;

/** A return that is asked for. */
export interface RollbackRequest {
  /** Id of its record, unique in the environment. @default - made of the time */
  readonly id?: string;
  readonly destination: Destination;
  /**
   * Whether it is as fast as can be: configuration and image alone, with the program that is here, verified for ten
   * seconds, and without being shown before. @default false
   */
  readonly isEmergency?: boolean;
  /** Whether only configuration and image return, and the program that is here stays. @default false */
  readonly configurationOnly?: boolean;
  /** Names or URNs of resources that hold data and may be deleted or replaced. @default none */
  readonly mayDestroy?: readonly string[];
  readonly reason?: string;
  /** Asks whether to go on, once it is known what changes; not in an emergency. @default it goes on */
  readonly confirm?: (preview: ReturnPreview) => Promise<boolean>;
}

/** What a return is about to change. */
export interface ReturnPreview {
  readonly plan: ReturnPlan;
  readonly result: RunResult;
  /** Changes that destroy data. Those that weren't named stop the return. */
  readonly destructive: readonly DestructiveChange[];
}

/** What came of a return. */
export interface RollbackResult {
  /** Undefined where the user didn't confirm it. */
  readonly record?: DeploymentRecord;
  /** Name of the release to which it returned. */
  readonly returnedTo: string;
  /** How the state differs from the checkpoint of that release; undefined where there is none to compare with. */
  readonly differences?: readonly StateDifference[];
}

/**
 * Returns an environment to an earlier release: shows what will change, applies it, verifies it, and compares the state
 * with the checkpoint of that release.
 * @throws {DeploymentProblem} for a release that can't be returned to. How the deployment ends, its record says.
 */
export async function rollback(request: RollbackRequest, context: AutomationContext): Promise<RollbackResult> {
  const { destination, isEmergency = false, configurationOnly = false } = request;
  const program = isEmergency || configurationOnly ? "current" : "recorded";
  const plan = await planReturn({ destination, program }, context);
  try {
    const returnedTo = plan.release.name;
    if (!(await isConfirmed(request, plan, context))) return { returnedTo };
    const record = await deploy(deploymentRequest(request, plan), contextOfPlan(plan, context));
    return record.status === "succeeded" ? await compared(plan, record, context) : { record, returnedTo };
  } finally {
    await plan.close();
  }
}

async function isConfirmed(request: RollbackRequest, plan: ReturnPlan, context: AutomationContext): Promise<boolean> {
  const { confirm, isEmergency = false, mayDestroy } = request;
  if (confirm === undefined || isEmergency) return true;
  const result = await plan.engine.preview({
    configurationText: plan.configuration.text,
    onReport: () => undefined,
    signal: context.signal,
  });
  requireSound(result, context.environment, "rollback");
  return confirm({ plan, result, destructive: destructiveChanges(result.operations, mayDestroy) });
}

function deploymentRequest(
  { id, isEmergency = false, mayDestroy, reason }: RollbackRequest,
  { release, configuration }: ReturnPlan,
): DeploymentRequest {
  return {
    kind: "rollback",
    ...(id !== undefined && { id }),
    configurationText: configuration.text,
    returnsTo: release.name,
    rollsBack: false,
    ...(isEmergency && { bakeSeconds: EMERGENCY_BAKE_SECONDS }),
    ...(mayDestroy !== undefined && { mayDestroy }),
    ...(reason !== undefined && { reason }),
  };
}

/** Compares the state with what the release's update left, and keeps the result with the record. */
async function compared(
  plan: ReturnPlan,
  record: DeploymentRecord,
  context: AutomationContext,
): Promise<RollbackResult> {
  const returnedTo = plan.release.name;
  const version = plan.release.update?.version;
  const checkpoint = version === undefined ? undefined : await context.engine.checkpoint(version);
  if (checkpoint === undefined) return { record, returnedTo };
  const differences = stateDifferences(checkpoint, await context.engine.resources());
  const noted = { ...record, differences };
  await context.store.save(noted);
  return { record: noted, returnedTo, differences };
}
