import type { CloudResource } from "../../../model/resource";
import { isRolling } from "../../../services/ecs/deployment";
import type { RunningService, WantedTasks } from "../../model/service";
import type { ServiceDraft } from "./draft";
import { isKept, type Look } from "./look";

/**
 * Whether there is nothing to do for a service: nothing has changed, and its tasks are as they should be. Most looks at
 * most services end here.
 */
export function isAtRest(look: Look, resource: CloudResource, desired: number, service: RunningService): boolean {
  const { deploymentArn, isSteady, inputs, wanted } = service;
  if (deploymentArn !== undefined || isSteady !== true || inputs !== resource.inputs) return false;
  const [only] = wanted;
  return wanted.length <= 1 && (only?.count ?? 0) === desired && hasOnly(look, service.arn, only);
}

/** Whether a service has as many tasks of a revision as are wanted, all healthy, and no others. */
function hasOnly(look: Look, serviceArn: string, only: WantedTasks | undefined): boolean {
  const unfinished = look.tasksOf(serviceArn).filter(({ lastStatus }) => lastStatus !== "STOPPED");
  if (only === undefined) return unfinished.length === 0;
  const revision = look.situation.running.find("serviceRevision", only.revisionArn);
  if (revision === undefined || unfinished.length !== only.count) return false;
  return unfinished.every(
    (task) => task.revisionArn === revision.arn && isKept(task) && look.isHealthy(task, revision),
  );
}

/**
 * Wants what a service runs while no deployment is under way: the desired count of the revision in service. A
 * deployment that failed without a rollback starts no more tasks, and keeps those that run (Amazon ECS Developer Guide,
 * "How the Amazon ECS deployment circuit breaker detects failures"); where it was a rolling one, they are part of the
 * desired count.
 */
export function keepTasks(draft: ServiceDraft, { inputs }: CloudResource): void {
  const { desired, service } = draft;
  const active = service.activeRevisionArn;
  const failed = service.wanted
    .filter(({ revisionArn }) => revisionArn !== active)
    .map(({ revisionArn, count }) => ({
      revisionArn,
      count: Math.min(count, draft.countsOf(revisionArn).running, desired),
    }));
  const kept = isRolling(inputs) ? failed.reduce((sum, { count }) => sum + count, 0) : 0;
  if (active === undefined) draft.want(failed);
  else draft.want([{ revisionArn: active, count: servingCount(draft, active, desired - kept) }, ...failed]);
}

/** Tasks in service aren't stopped for those of a deployment that failed. */
function servingCount(draft: ServiceDraft, active: string, missing: number): number {
  return Math.min(draft.desired, Math.max(draft.wanted(active), missing));
}

/** Tells when a service gets steady: as many healthy tasks run as are wanted, and no others. */
export function tellSteady(draft: ServiceDraft): void {
  const isSteady = isServiceSteady(draft);
  if (isSteady === (draft.service.isSteady ?? false)) return;
  draft.service = { ...draft.service, isSteady };
  if (isSteady) draft.event("has reached a steady state.");
}

function isServiceSteady(draft: ServiceDraft): boolean {
  const { deployment, desired } = draft;
  const isDeploying = deployment !== undefined && !(deployment.strategy === "ROLLING" && deployment.lifecycleStage);
  if (isDeploying) return false;
  const active = draft.activeRevisions().map((arn) => ({ wanted: draft.wanted(arn), ...draft.countsOf(arn) }));
  const isEachAsWanted = active.every(
    ({ wanted, kept, healthy, unfinished }) => kept === wanted && healthy === wanted && unfinished === wanted,
  );
  return isEachAsWanted && active.reduce((sum, { wanted }) => sum + wanted, 0) >= desired;
}
