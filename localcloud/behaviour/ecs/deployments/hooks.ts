import { number, object, objects, text, texts, type Properties } from "../../../model/values";
import { earliest, MINUTE, SECOND, type Instant } from "../../model/instant";
import type { Observation } from "../../model/observation";
import type { LifecycleHook, LifecycleStage, ServiceDeployment } from "../../model/service";
import type { ServiceDraft } from "./draft";

/** Answer of a hook. */
export type HookAnswer = Extract<Observation, { readonly kind: "hook-answered" }>;

/** Stages whose functions are told the weights of production traffic (Developer Guide, "Lifecycle stage payloads"). */
const STAGES_WITH_WEIGHTS: readonly LifecycleStage[] = ["PRE_PRODUCTION_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT"];

/** Minutes without a timeout (Amazon ECS API Reference, DeploymentLifecycleHookTimeoutConfiguration). */
const DEFAULT_TIMEOUT = 1440;

/** Seconds after which a function that is in progress is called again (Developer Guide, "hookStatus values"). */
const CALL_BACK_DELAY = 30;

/** The hooks of a stage as it begins; those that are functions are called. */
export function beginHooks(draft: ServiceDraft, deployment: ServiceDeployment, stage: LifecycleStage): LifecycleHook[] {
  const hooks = configuredHooks(draft, stage).map((configured) => newHook(draft, configured));
  for (const hook of hooks) {
    if (hook.targetType === "AWS_LAMBDA") call(draft, deployment, stage, hook);
    else
      draft.event(
        `(deployment ${deployment.id}) waits in ${stage} for somebody to continue it or to roll it back: ` +
          `pause hook ${hook.id}.`,
      );
  }
  return hooks;
}

/** Calls the functions of a stage, without waiting for their answers. */
export function callHooks(draft: ServiceDraft, deployment: ServiceDeployment, stage: LifecycleStage): void {
  for (const configured of configuredHooks(draft, stage)) {
    const hook = newHook(draft, configured);
    if (hook.targetType === "AWS_LAMBDA") call(draft, deployment, stage, hook);
  }
}

/** Takes the answers of a stage's hooks. */
export function heardHooks(
  draft: ServiceDraft,
  deployment: ServiceDeployment,
  hooks: readonly LifecycleHook[],
  answers: readonly HookAnswer[],
): LifecycleHook[] {
  return answers.reduce<LifecycleHook[]>(
    (heard, answer) => {
      const asked = askedHook(heard, answer);
      return heard.map((hook) => (hook === asked ? answered(draft, deployment, hook, answer) : hook));
    },
    [...hooks],
  );
}

/** Whoever was calling functions has ended with the world before: those without an answer are called again. */
export function lostHooks(draft: ServiceDraft, hooks: readonly LifecycleHook[]): LifecycleHook[] {
  return hooks.map((hook) => (hook.status === "IN_PROGRESS" ? { ...hook, nextCallAt: draft.now } : hook));
}

/** The hooks by now: those whose time is over have timed out, and functions that are in progress are called again. */
export function advancedHooks(
  draft: ServiceDraft,
  deployment: ServiceDeployment,
  stage: LifecycleStage,
  hooks: readonly LifecycleHook[],
): LifecycleHook[] {
  return hooks.map((hook) => {
    if (!isPending(hook)) return hook;
    if (hook.expiresAt <= draft.now) return { ...hook, status: "TIMED_OUT" };
    const { nextCallAt, ...called } = hook;
    if (nextCallAt === undefined || nextCallAt > draft.now) {
      draft.wake(earliest(hook.expiresAt, nextCallAt));
      return hook;
    }
    call(draft, deployment, stage, called);
    draft.wake(called.expiresAt);
    return called;
  });
}

/** Whether a hook lets its stage go on. */
export function isDone({ status, timeoutAction }: LifecycleHook): boolean {
  return status === "SUCCEEDED" || (status === "TIMED_OUT" && timeoutAction === "CONTINUE");
}

/** Why a hook fails the deployment, in ECS's words where AWS documents them; undefined where it doesn't. */
export function failureOf(hook: LifecycleHook): string | undefined {
  if (isPending(hook) || isDone(hook)) return undefined;
  const what = hook.targetType === "PAUSE" ? `Pause hook ${hook.id}` : `Lifecycle hook target ${hook.targetArn}`;
  if (hook.status === "TIMED_OUT") return `${what} timed out.`;
  return hook.targetType === "PAUSE" ? `${what} was answered with ROLLBACK.` : `${what} returned FAILED status.`;
}

export function isPending({ status }: LifecycleHook): boolean {
  return status === "AWAITING_ACTION" || status === "IN_PROGRESS";
}

function configuredHooks(draft: ServiceDraft, stage: LifecycleStage): Properties[] {
  return objects(draft.resource?.inputs ?? {}, "deploymentConfiguration.lifecycleHooks").filter((hook) =>
    texts(hook, "lifecycleStages").includes(stage),
  );
}

function newHook({ look, now }: ServiceDraft, configured: Properties): LifecycleHook {
  const isPause = text(configured, "targetType") === "PAUSE";
  return {
    id: `ecs-${isPause ? "pause" : "lambda"}-${look.situation.draw(16)}`,
    targetType: isPause ? "PAUSE" : "AWS_LAMBDA",
    targetArn: text(configured, "hookTargetArn") ?? "",
    details: text(configured, "hookDetails") ?? "{}",
    status: isPause ? "AWAITING_ACTION" : "IN_PROGRESS",
    ...timeoutOf(object(configured, "timeoutConfiguration") ?? {}, now),
  };
}

/** The provider's minutes are text. */
function timeoutOf(timeout: Properties, now: Instant): Pick<LifecycleHook, "expiresAt" | "timeoutAction"> {
  const minutes = number(timeout, "timeoutInMinutes") ?? DEFAULT_TIMEOUT;
  return {
    expiresAt: now + minutes * MINUTE,
    timeoutAction: text(timeout, "action") === "CONTINUE" ? "CONTINUE" : "ROLLBACK",
  };
}

/** Amazon ECS Developer Guide, "Common payload structure". */
function call(draft: ServiceDraft, deployment: ServiceDeployment, stage: LifecycleStage, hook: LifecycleHook): void {
  const details = {
    executionId: draft.look.situation.draw(32),
    lifecycleStage: stage,
    resourceArn: deployment.arn,
    executionDetails: {
      serviceArn: deployment.serviceArn,
      targetServiceRevisionArn: deployment.targetRevisionArn,
      testTrafficWeights: stage === "TEST_TRAFFIC_SHIFT" ? weights(deployment, testPercent(deployment)) : {},
      productionTrafficWeights: STAGES_WITH_WEIGHTS.includes(stage)
        ? weights(deployment, deployment.productionTrafficPercent ?? 0)
        : {},
    },
    hookDetails: JSON.parse(hook.details) as unknown,
  };
  draft.command({
    kind: "call-hook",
    deploymentArn: deployment.arn,
    stage,
    hookId: hook.id,
    functionArn: hook.targetArn,
    details: JSON.stringify(details),
  });
}

function testPercent({ rollback }: ServiceDeployment): number {
  return rollback === undefined ? 100 : 0;
}

function weights({ targetRevisionArn, sourceRevisionArn }: ServiceDeployment, percent: number): Properties {
  const source = sourceRevisionArn === undefined ? {} : { [sourceRevisionArn]: 100 - percent };
  return { [targetRevisionArn]: percent, ...source };
}

function askedHook(hooks: readonly LifecycleHook[], { hookId }: HookAnswer): LifecycleHook | undefined {
  const pending = hooks.filter(isPending);
  if (hookId !== undefined) return pending.find(({ id }) => id === hookId);
  return pending.find(({ targetType }) => targetType === "PAUSE") ?? pending[0];
}

function answered(
  draft: ServiceDraft,
  deployment: ServiceDeployment,
  hook: LifecycleHook,
  { answer, stage, callBackDelay }: HookAnswer,
): LifecycleHook {
  if (answer === "IN_PROGRESS") {
    return { ...hook, nextCallAt: draft.now + (callBackDelay ?? CALL_BACK_DELAY) * SECOND };
  }
  if (answer !== "NOT_CALLED") return { ...hook, status: answer };
  draft.event(
    `(deployment ${deployment.id}) nothing on this machine can call the lifecycle hook ${hook.targetArn} ` +
      `of the stage ${stage}: it counts as SUCCEEDED, although nobody checked anything.`,
  );
  return { ...hook, status: "SUCCEEDED" };
}
