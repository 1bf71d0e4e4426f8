import type { AutomationContext } from "../context";
import { deploymentId } from "../model/deployment-id";
import type { DeploymentRecord } from "../model/deployment";
import { imageDigestsIn } from "../model/image";
import { DeploymentProblem } from "../model/problem";
import { isHeld } from "../records/deployment-store";
import { lockedBy } from "../records/locked-by";
import { messageOf } from "../shared/message-of";
import type { Before } from "../verification/expectation";
import { expectationAfter, lookBefore } from "../verification/look";
import { failureOf, verify } from "../verification/verify";
import { audited } from "./audited";
import { cleanUp } from "./clean-up";
import { configurationRecord, withImage } from "./configuration-text";
import { imageSteps } from "./image-steps";
import { noteInterrupted } from "./interrupted";
import { limitOf } from "./limits";
import { Recorder } from "./recorder";
import { redeployFailed } from "./redeploy";
import type { DeploymentRequest } from "./request";
import { returned } from "./returned";
import { runStep } from "./run-step";
import { update } from "./update";
import { validate } from "./validate";

/**
 * Carries a deployment out in its eight steps (DP-1), and records it. What fails after something has changed is followed
 * by a return to the last verified deployment. Each step can be repeated: after a crash, run the same again.
 * @returns the record, however it ended.
 * @throws {DeploymentProblem} where another deployment of the environment runs.
 */
export async function deploy(request: DeploymentRequest, context: AutomationContext): Promise<DeploymentRecord> {
  const { environment, store, worker, clock } = context;
  const id = request.id ?? deploymentId(clock.timeOfDay());
  const claim = await store.claim(environment, id, worker);
  if (!isHeld(claim)) throw lockedBy(claim.heldBy);
  try {
    await noteInterrupted(context);
    return await deployClaimed(request, context, id);
  } finally {
    await claim.release();
  }
}

/** Deploys under a claim that is held already. */
async function deployClaimed(
  request: DeploymentRequest,
  context: AutomationContext,
  id = deploymentId(context.clock.timeOfDay()),
): Promise<DeploymentRecord> {
  const recorder = new Recorder(context, await newRecord(id, request, context));
  await recorder.begin();
  await audited(recorder.record, context);
  const ended = await carriedOut(await completed(request, context), recorder, context);
  await audited(ended, context);
  return ended;
}

async function newRecord(
  id: string,
  request: DeploymentRequest,
  context: AutomationContext,
): Promise<DeploymentRecord> {
  const { kind = "deploy", image, configurationText } = request;
  const { environment, requester, worker, clock, configurationFile, engine } = context;
  const before = configurationFile.read();
  const asked = configurationText ?? before;
  const text = image === undefined ? asked : withImage(asked, engine.project, image);
  return {
    version: 1,
    id,
    environment,
    kind,
    status: "running",
    requestedBy: requester,
    startedAt: clock.timeOfDay().toISOString(),
    worker,
    ...(clock.speed !== 1 && { speed: clock.speed }),
    source: await context.source(),
    configuration: configurationRecord(text),
    configurationBefore: configurationRecord(before),
    steps: [],
    ...(image !== undefined && { image }),
    ...askedFor(request),
  };
}

/** What a record repeats of the request. */
function askedFor({ reason, returnsTo, scaling }: DeploymentRequest): Partial<DeploymentRecord> {
  return {
    ...(reason !== undefined && { reason }),
    ...(returnsTo !== undefined && { returnsTo }),
    ...(scaling !== undefined && { scaling }),
  };
}

/** After a deployment that wasn't verified, the state may say something else than what runs. */
async function completed(
  request: DeploymentRequest,
  { environment, store }: AutomationContext,
): Promise<DeploymentRequest> {
  if (request.refresh !== undefined) return request;
  const { records } = await store.list(environment);
  const last = records.find(({ status }) => status !== "running" && status !== "refused");
  return { ...request, refresh: last?.status === "failed" || last?.status === "interrupted" };
}

async function carriedOut(
  request: DeploymentRequest,
  recorder: Recorder,
  context: AutomationContext,
): Promise<DeploymentRecord> {
  let hasChanged = false;
  try {
    await validated(request, recorder, context);
    const isNewImage = await imageSteps(request, recorder, context);
    if (isNewImage) await validated(request, recorder, context);
    const before = await lookBefore(context);
    hasChanged = true;
    await update(request, recorder, context);
    await redeployFailed(before, request, recorder, context);
    await verified(request, before, recorder, context);
    await cleanUp(request, recorder, context);
    return await recorder.end("succeeded");
  } catch (error) {
    const problem = asProblem(error);
    // An update of a stack that another run has locked didn't begin.
    const isUntouched = !hasChanged || problem.code === "stack-locked";
    if (isUntouched) return recorder.end(problem.isRefusal ? "refused" : "failed", told(problem));
    return returned(problem, request, recorder, context, deployClaimed);
  }
}

async function validated(request: DeploymentRequest, recorder: Recorder, context: AutomationContext): Promise<void> {
  const work = async (signal: AbortSignal) => {
    // What is built is approved once its digest is known.
    const isFinal = request.build === undefined || recorder.record.image !== undefined;
    const { approval, preview } = await validate({ ...request, isFinal }, recorder.record, context, signal);
    if (approval !== undefined) await recorder.note({ approval });
    const changes = preview.operations.filter(({ kind }) => kind !== "same").length;
    return { detail: changes === 1 ? "1 resource changes" : `${changes} resources change` };
  };
  await runStep(
    { name: "validate-configuration", limitSeconds: limitOf("validate-configuration", request), work },
    recorder,
    context,
  );
}

async function verified(
  request: DeploymentRequest,
  before: Before,
  recorder: Recorder,
  context: AutomationContext,
): Promise<void> {
  const work = async (signal: AbortSignal): Promise<{ readonly detail: string }> => {
    const limited = { ...context, signal };
    const { bakeSeconds: asked } = request;
    const verification = await verify(await expectationAfter(limited, before), limited, { bakeSeconds: asked });
    await recorder.note({
      verification,
      imageDigests: imageDigestsIn((await context.engine.outputs()).imageDigests) ?? {},
    });
    const { outcome, checks, bakeSeconds } = verification;
    if (outcome === "verified") return { detail: `${checks.length} checks passed for ${bakeSeconds} s` };
    throw new DeploymentProblem(
      "verification-failed",
      failureOf(verification),
      "See what the services wrote, mend it, and deploy again.",
    );
  };
  await runStep({ name: "verify-health", limitSeconds: limitOf("verify-health", request), work }, recorder, context);
}

/** A failure as a problem; one that nobody expected is told as it is. */
function asProblem(error: unknown): DeploymentProblem {
  if (error instanceof DeploymentProblem) return error;
  return new DeploymentProblem("update-failed", messageOf(error), "Look at the message, and run the command again.", {
    cause: error,
  });
}

/** A problem in one text. */
function told({ message, nextStep }: DeploymentProblem): string {
  return `${message}\n${nextStep}`;
}
