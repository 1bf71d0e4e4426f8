import type { ServiceDraft } from "./draft";

/**
 * Wants what a service runs while no deployment is under way: the desired count of the revision in service. A
 * deployment that failed without a rollback starts no more tasks, and keeps those that run (Amazon ECS Developer
 * Guide, "How the Amazon ECS deployment circuit breaker detects failures").
 */
export function keepTasks(draft: ServiceDraft): void {
  const { desired, service } = draft;
  const failed = service.wanted
    .filter(({ revisionArn }) => revisionArn !== service.activeRevisionArn)
    .map(({ revisionArn, count }) => ({
      revisionArn,
      count: Math.min(count, draft.countsOf(revisionArn).running, desired),
    }));
  const active = service.activeRevisionArn;
  draft.want([...(active === undefined ? [] : [{ revisionArn: active, count: desired }]), ...failed]);
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
