import { lastPartOf } from "../../../../components/shared/arn";
import { SECOND } from "../../model/instant";
import type { ServiceRevision } from "../../model/service";
import type { RunningTask } from "../../model/task";
import { createTask, type TaskIdentity } from "./create";
import { definitionOf, requirementsOf } from "./definition";
import { listed } from "./events";
import { noPlaceMessage } from "./no-place";
import { isPlaced, place } from "./placement";
import { capacityOf, placementRequest, type TaskTemplate } from "./requests";
import type { ServiceContext } from "./service-context";
import { isLeaving } from "./standing";
import { mayWait } from "./waiting";

/** Starts tasks of a revision as far as there is room. @returns how many were started */
export function startTasks(context: ServiceContext, revisionArn: string, count: number): number {
  const { draft, remembered } = context;
  const revision = draft.situation.running.find("serviceRevision", revisionArn);
  if (count === 0 || revision === undefined || isThrottled(context, revisionArn)) return 0;
  if (remembered.retryAt !== undefined && remembered.retryAt > draft.now) {
    draft.wake(remembered.retryAt);
    return 0;
  }
  if (remembered.retryAt !== undefined) context.remember({ retryAt: undefined });
  const started = startEach(context, revision, count);
  if (started.length > 0) {
    context.event(`has started ${started.length} tasks: ${listed(started.map(({ arn }) => arn))}.`);
  }
  return started.length;
}

function isThrottled({ draft, remembered }: ServiceContext, revisionArn: string): boolean {
  const throttle = remembered.throttles.find((each) => each.revisionArn === revisionArn);
  return throttle !== undefined && throttle.nextStartAt > draft.now;
}

function startEach(context: ServiceContext, revision: ServiceRevision, count: number): RunningTask[] {
  const template = templateOf(context, revision);
  const started: RunningTask[] = [];
  while (template !== undefined && started.length < count) {
    const task = startOne(context, revision, template);
    if (task === undefined) break;
    started.push(task);
  }
  return started;
}

function templateOf({ draft }: ServiceContext, revision: ServiceRevision): TaskTemplate | undefined {
  const definition = definitionOf(revision.taskDefinitionArn, draft.situation.cloud);
  if (definition === undefined) return undefined;
  return { clusterArn: revision.clusterArn, requirements: requirementsOf(definition), inputs: revision.inputs };
}

/** Starts a task; undefined where it finds no place, and can't wait for one. */
function startOne(context: ServiceContext, revision: ServiceRevision, template: TaskTemplate): RunningTask | undefined {
  const { draft } = context;
  const group = context.active().filter((task) => !isLeaving(context, task));
  const capacity = capacityOf(template, group, draft.situation.cloud);
  const placed = place(draft, context.room(), placementRequest(draft, template, capacity, group));
  const identity = identityOf(context, revision);
  if (isPlaced(placed)) return createTask(draft, identity, template.requirements, capacity, placed);
  context.impaired(noPlaceMessage(placed, capacity.capacityProvider));
  if (mayWait(draft, capacity, template.clusterArn)) {
    return createTask(draft, identity, template.requirements, capacity, undefined);
  }
  const retryAt = draft.now + draft.situation.parameters.placementRetrySeconds * SECOND;
  context.remember({ retryAt });
  draft.wake(retryAt);
  return undefined;
}

function identityOf({ draft, service }: ServiceContext, revision: ServiceRevision): TaskIdentity {
  const deployment = draft.situation.running
    .all("serviceDeployment")
    .findLast(({ targetRevisionArn }) => targetRevisionArn === revision.arn);
  return {
    region: service.arn.split(":")[3] ?? "",
    clusterArn: revision.clusterArn,
    taskDefinitionArn: revision.taskDefinitionArn,
    serviceArn: service.arn,
    revisionArn: revision.arn,
    group: `service:${lastPartOf(service.arn)}`,
    ...(deployment === undefined ? {} : { startedBy: deployment.id }),
  };
}
