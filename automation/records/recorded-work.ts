import type { AutomationContext } from "../context";
import type { DeploymentKind, DeploymentRecord } from "../model/deployment";
import { deploymentId } from "../model/deployment-id";
import { DeploymentProblem } from "../model/problem";
import { audited } from "../pipeline/audited";
import { Recorder } from "../pipeline/recorder";
import { isHeld } from "./deployment-store";
import { lockedBy } from "./locked-by";

type Context = Pick<
  AutomationContext,
  "audit" | "clock" | "emit" | "environment" | "requester" | "source" | "store" | "worker"
>;

/** What a record has from its beginning. */
export interface WorkRequest extends Pick<DeploymentRecord, "reason" | "scaling"> {
  /** Id of its record, unique in the environment. @default - made of the time */
  readonly id?: string;
  readonly kind: DeploymentKind;
}

/**
 * Does a work that isn't a deployment in eight steps, alone on the environment, and keeps its record. The record is
 * there from the beginning, so that a run that dies is seen.
 * @throws {DeploymentProblem} `stack-locked` where another run works on the environment; and whatever `work` throws,
 * once the record says so.
 */
export async function recordedWork(
  request: WorkRequest,
  context: Context,
  work: (recorder: Recorder) => Promise<void>,
): Promise<DeploymentRecord> {
  const { environment, store, worker } = context;
  const recorder = new Recorder(context, await newRecord(request, context));
  const claim = await store.claim(environment, recorder.record.id, worker);
  if (!isHeld(claim)) throw lockedBy(claim.heldBy);
  try {
    return await carriedOut(recorder, context, work);
  } finally {
    await claim.release();
  }
}

async function carriedOut(
  recorder: Recorder,
  context: Context,
  work: (recorder: Recorder) => Promise<void>,
): Promise<DeploymentRecord> {
  await recorder.begin();
  await audited(recorder.record, context);
  try {
    await work(recorder);
  } catch (error) {
    const isRefused = error instanceof DeploymentProblem && error.isRefusal;
    await audited(await recorder.end(isRefused ? "refused" : "failed", failureOf(error)), context);
    throw error;
  }
  const ended = await recorder.end("succeeded");
  await audited(ended, context);
  return ended;
}

async function newRecord({ id, kind, reason, scaling }: WorkRequest, context: Context): Promise<DeploymentRecord> {
  const { clock, environment, requester, source, worker } = context;
  const now = clock.timeOfDay();
  return {
    version: 1,
    id: id ?? deploymentId(now),
    environment,
    kind,
    status: "running",
    requestedBy: requester,
    ...(reason !== undefined && { reason }),
    ...(scaling !== undefined && { scaling }),
    startedAt: now.toISOString(),
    worker,
    source: await source(),
    steps: [],
  };
}

/** Only problems of ours are known to hold no secrets. */
function failureOf(error: unknown): string {
  if (error instanceof DeploymentProblem) return error.message;
  return `an unexpected failure: ${error instanceof Error ? error.name : typeof error}`;
}
