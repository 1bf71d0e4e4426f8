import { bakeMinutes, trafficSteps } from "../../../services/ecs/traffic-steps";
import { HOUR, MINUTE, type Instant } from "../../model/instant";
import type { LifecycleHook, LifecycleStage, ServiceDeployment } from "../../model/service";
import type { ServiceDraft } from "./draft";
import { fail } from "./failure";
import { succeed, unmonitored } from "./finish";
import { advancedHooks, beginHooks, failureOf, isDone } from "./hooks";
import { isBefore, STAGES } from "./lifecycle-stages";
import { prepareListeners, shiftProductionTraffic, shiftTestTraffic, withTrafficReturned } from "./traffic";

/** Stages that wait for tasks, and last a day at most (Developer Guide, "Deployment lifecycle stages"). */
const STAGES_OF_TASKS: readonly LifecycleStage[] = ["RECONCILE_SERVICE", "SCALE_UP"];

const LONGEST_STAGE = 24 * HOUR;

/** Enters a stage: shifts its traffic, and begins its hooks. */
export function enterStage(
  draft: ServiceDraft,
  deployment: ServiceDeployment,
  stage: LifecycleStage,
): ServiceDeployment {
  const shifted = SHIFTS[stage]?.(draft, deployment) ?? deployment;
  return {
    ...shifted,
    lifecycleStage: stage,
    stageEnteredAt: draft.now,
    hooks: beginHooks(draft, shifted, stage),
  };
}

/** Takes a blue/green, canary or linear deployment through as many of its stages as are done. */
export function advanceStages(draft: ServiceDraft, begun: ServiceDeployment): void {
  let deployment: ServiceDeployment | undefined = begun;
  while (deployment !== undefined) deployment = nextStage(draft, deployment);
}

/** The deployment in its next stage; undefined where it stays in its stage, or ends. */
function nextStage(draft: ServiceDraft, begun: ServiceDeployment): ServiceDeployment | undefined {
  const stage = begun.lifecycleStage ?? "PRE_SCALE_UP";
  draft.want(wantedIn(draft, begun, stage));
  const deployment = withHooks(begun, advancedHooks(draft, begun, stage, begun.hooks ?? []));
  draft.putDeployment(deployment);
  if (failsInStage(draft, deployment, stage)) return undefined;
  if (deployment.hooks?.every(isDone) === false || !isWorkDone(draft, deployment, stage)) return undefined;
  const next = stageAfter(deployment, stage);
  if (next !== undefined) return enterStage(draft, deployment, next);
  succeed(draft, deployment, "SUCCESSFUL");
  return undefined;
}

function withHooks(deployment: ServiceDeployment, hooks: readonly LifecycleHook[]): ServiceDeployment {
  const isChanged = hooks.some((hook, index) => hook !== deployment.hooks?.[index]);
  return isChanged ? { ...deployment, hooks } : deployment;
}

/** What a stage does to traffic as it begins. */
const SHIFTS: {
  readonly [Stage in LifecycleStage]?: (draft: ServiceDraft, deployment: ServiceDeployment) => ServiceDeployment;
} = {
  RECONCILE_SERVICE: (draft, deployment) =>
    deployment.sourceRevisionArn === undefined ? deployment : withTrafficReturned(draft, deployment),
  SCALE_UP: (draft, deployment) => {
    prepareListeners(draft, deployment);
    return deployment;
  },
  TEST_TRAFFIC_SHIFT: (draft, deployment) => {
    shiftTestTraffic(draft, deployment, 100);
    return deployment;
  },
  PRODUCTION_TRAFFIC_SHIFT: (draft, deployment) => {
    const taken = (deployment.trafficSteps ?? 0) + 1;
    const percent = percentagesOf(draft, deployment)[taken - 1] ?? 100;
    shiftProductionTraffic(draft, deployment, percent);
    return { ...deployment, trafficSteps: taken, productionTrafficPercent: percent };
  },
  CLEAN_UP: (_draft, deployment) => unmonitored(deployment), // what it could return to is being stopped
};

/** How many tasks a stage wants: both revisions run until the bake time is over. */
function wantedIn({ desired: count }: ServiceDraft, deployment: ServiceDeployment, stage: LifecycleStage) {
  const target = { revisionArn: deployment.targetRevisionArn, count };
  const { sourceRevisionArn } = deployment;
  const source = sourceRevisionArn === undefined ? [] : [{ revisionArn: sourceRevisionArn, count }];
  if (stage === "CLEAN_UP") return [target];
  return isBefore(stage, "SCALE_UP") ? source : [...source, target];
}

/** Whether what a stage waits for is there, its hooks apart. */
function isWorkDone(draft: ServiceDraft, deployment: ServiceDeployment, stage: LifecycleStage): boolean {
  return WORK[stage]?.(draft, deployment) ?? true;
}

const WORK: {
  readonly [Stage in LifecycleStage]?: (draft: ServiceDraft, deployment: ServiceDeployment) => boolean;
} = {
  RECONCILE_SERVICE: (draft, { sourceRevisionArn }) => isOnlyActive(draft, sourceRevisionArn),
  SCALE_UP: (draft, { targetRevisionArn }) => draft.countsOf(targetRevisionArn).healthy >= draft.desired,
  PRODUCTION_TRAFFIC_SHIFT: (draft, deployment) =>
    isOver(draft, deployment, isShifted(deployment) ? 0 : stepTime(draft)),
  BAKE_TIME: (draft, deployment) => isOver(draft, deployment, bakeMinutes(draft.resource?.inputs ?? {}) * MINUTE),
  CLEAN_UP: (draft, { targetRevisionArn }) => isOnlyActive(draft, targetRevisionArn),
};

function isOnlyActive(draft: ServiceDraft, revisionArn: string | undefined): boolean {
  return draft.activeRevisions().every((arn) => arn === revisionArn);
}

/** Whether a hook or the length of a stage fails the deployment, which it then has done. */
function failsInStage(draft: ServiceDraft, deployment: ServiceDeployment, stage: LifecycleStage): boolean {
  const reason = failureInStage(draft, deployment, stage);
  if (reason === undefined) return false;
  fail(draft, deployment, { detected: "stage", event: reason, reason, rollsBack: true });
  return true;
}

function failureInStage(
  draft: ServiceDraft,
  { hooks = [], stageEnteredAt = 0 }: ServiceDeployment,
  stage: LifecycleStage,
): string | undefined {
  const [failure] = hooks.flatMap((hook) => failureOf(hook) ?? []);
  if (failure !== undefined) return `${stage} lifecycle hook(s) failed. ${failure}`;
  if (!STAGES_OF_TASKS.includes(stage)) return undefined;
  if (draft.now >= stageEnteredAt + LONGEST_STAGE) return `the stage ${stage} lasted 24 hours.`;
  draft.wake(stageEnteredAt + LONGEST_STAGE);
  return undefined;
}

/** The stage that follows: each step of the production traffic shift begins anew. */
function stageAfter(deployment: ServiceDeployment, stage: LifecycleStage): LifecycleStage | undefined {
  if (stage === "PRODUCTION_TRAFFIC_SHIFT" && !isShifted(deployment)) return "PRE_PRODUCTION_TRAFFIC_SHIFT";
  return STAGES[STAGES.indexOf(stage) + 1];
}

function isShifted({ productionTrafficPercent }: ServiceDeployment): boolean {
  return productionTrafficPercent === 100;
}

/**
 * Percentages of the production traffic shift. A first deployment shifts all at once, since no revision serves the
 * rest; AWS doesn't say what it does then.
 */
function percentagesOf({ resource }: ServiceDraft, { sourceRevisionArn }: ServiceDeployment): readonly number[] {
  return sourceRevisionArn === undefined ? [100] : trafficSteps(resource?.inputs ?? {}).percentages;
}

function stepTime({ resource }: ServiceDraft): number {
  return trafficSteps(resource?.inputs ?? {}).minutes * MINUTE;
}

function isOver(draft: ServiceDraft, { stageEnteredAt = 0 }: ServiceDeployment, time: number): boolean {
  const end: Instant = stageEnteredAt + time;
  if (draft.now >= end) return true;
  draft.wake(end);
  return false;
}
