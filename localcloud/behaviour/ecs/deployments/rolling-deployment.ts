import { MINUTE } from "../../model/instant";
import type { ServiceDeployment } from "../../model/service";
import { BLOCKED_BY_CONFIGURATION } from "../tasks/events";
import type { ServiceDraft } from "./draft";
import { succeed } from "./finish";
import { rollingStep, type RollingTasks } from "./rolling";
import { alarmBakeTime, alarmDetectionOf, boundsOf } from "./settings";

/** Takes a rolling deployment as far as its tasks are. */
export function advanceRolling(draft: ServiceDraft, deployment: ServiceDeployment): void {
  const { targetRevisionArn } = deployment;
  const isBlocked = replaceTasks(draft, targetRevisionArn, false);
  const told = tellIfBlocked(draft, deployment, isBlocked);
  if (hasReplaced(draft, targetRevisionArn)) bake(draft, told);
  else if (told !== deployment) draft.putDeployment(told);
}

/**
 * Wants as many tasks of a revision and of those that it replaces as the next step of a rolling deployment does.
 * @param areReplacedFailing whether what is replaced has failed: no more tasks of it are started
 * @returns whether the service's settings leave no room for any step
 */
export function replaceTasks(draft: ServiceDraft, revisionArn: string, areReplacedFailing: boolean): boolean {
  const others = draft.activeRevisions().filter((arn) => arn !== revisionArn);
  const { desired } = draft;
  const step = rollingStep({
    desired,
    ...boundsOf(draft.resource?.inputs ?? {}, desired),
    target: rollingTasks(draft, revisionArn, false),
    replaced: others.map((arn) => rollingTasks(draft, arn, areReplacedFailing)),
  });
  draft.want([
    ...others.map((arn, index) => ({ revisionArn: arn, count: step.replaced[index] ?? 0 })),
    { revisionArn, count: step.target },
  ]);
  return step.isBlocked;
}

/** Whether as many healthy tasks of a revision run as are desired, and none of another. */
export function hasReplaced(draft: ServiceDraft, revisionArn: string): boolean {
  const { kept, healthy } = draft.countsOf(revisionArn);
  const others = draft.activeRevisions().filter((arn) => arn !== revisionArn);
  return kept === draft.desired && healthy === draft.desired && others.length === 0;
}

function rollingTasks(draft: ServiceDraft, revisionArn: string, isFailing: boolean): RollingTasks {
  const { kept, running, healthy } = draft.countsOf(revisionArn);
  const wanted = draft.wanted(revisionArn);
  return { kept, healthy, wanted: isFailing ? Math.min(wanted, running) : wanted };
}

function tellIfBlocked(draft: ServiceDraft, deployment: ServiceDeployment, isBlocked: boolean): ServiceDeployment {
  if (!isBlocked || deployment.isBlocked === true) return deployment;
  draft.event(BLOCKED_BY_CONFIGURATION);
  return { ...deployment, isBlocked };
}

/**
 * Amazon ECS Developer Guide, "How CloudWatch alarms detect Amazon ECS deployment failures": the alarms are monitored
 * for a while after the new revision replaced the old one. Here a first deployment has no such while, since no revision
 * is left to return to.
 */
function bake(draft: ServiceDraft, deployment: ServiceDeployment): void {
  const time = bakeTimeOf(draft, deployment);
  const baking = deployment.lifecycleStage === "BAKE_TIME" || time === 0 ? deployment : entered(draft, deployment);
  const end = (baking.stageEnteredAt ?? draft.now) + time;
  if (draft.now >= end) {
    succeed(draft, baking, "SUCCESSFUL");
    return;
  }
  draft.wake(end);
  draft.putDeployment(baking);
}

function entered(draft: ServiceDraft, deployment: ServiceDeployment): ServiceDeployment {
  return { ...deployment, lifecycleStage: "BAKE_TIME", stageEnteredAt: draft.now };
}

function bakeTimeOf({ resource, look }: ServiceDraft, deployment: ServiceDeployment): number {
  if (resource === undefined || deployment.alarms !== "MONITORING") return 0;
  if (deployment.rollbackRevisionArn === undefined) return 0;
  const time = alarmBakeTime(alarmDetectionOf(resource.inputs).names, resource.region, look.situation.cloud);
  return Math.max(time, MINUTE);
}
