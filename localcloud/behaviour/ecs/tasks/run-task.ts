import type { Outcome, Situation } from "../../model/controller";
import type { RunningTask } from "../../model/task";
import { createTask } from "./create";
import { TasksDraft } from "./draft";
import { isPlaced, place, type NoPlace } from "./placement";
import { capacityOf, placementRequest } from "./requests";
import { Room } from "./room";
import { type RunTaskRequest, type TakenRequest, takenRequest } from "./run-task-request";
import { mayWait } from "./waiting";

/** A task that couldn't be started (Amazon ECS API Reference, Failure). */
export interface TaskFailure {
  readonly arn?: string;
  readonly reason: string;
}

/** What becomes of a request, once the outcome is applied. */
export interface RunTaskResult {
  readonly tasks: readonly RunningTask[];
  readonly failures: readonly TaskFailure[];
  readonly outcome: Outcome;
}

/**
 * Runs tasks that belong to no service.
 * @throws {AwsError} for a request that ECS refuses.
 */
export function runTask(situation: Situation, request: RunTaskRequest): RunTaskResult {
  const draft = new TasksDraft(situation);
  const results = startEach(draft, takenRequest(situation, request), request.waits === true);
  return {
    tasks: results.flatMap((result) => ("lastStatus" in result ? [result] : [])),
    failures: results.flatMap((result) => ("lastStatus" in result ? [] : [result])),
    outcome: draft.outcome(),
  };
}

function startEach(
  draft: TasksDraft,
  { template, identity, count }: TakenRequest,
  waits: boolean,
): (RunningTask | TaskFailure)[] {
  const room = new Room(draft);
  return Array.from({ length: count }, () => {
    const group = draft.all().filter((task) => task.group === identity.group && task.desiredStatus === "RUNNING");
    const capacity = capacityOf(template, group, draft.situation.cloud);
    const placed = place(draft, room, placementRequest(draft, template, capacity, group));
    if (isPlaced(placed)) return createTask(draft, identity, template.requirements, capacity, placed);
    if (!waits && !mayWait(draft, capacity, template.clusterArn)) return failureOf(placed);
    return createTask(draft, identity, template.requirements, capacity, undefined);
  });
}

/** Amazon ECS Developer Guide, "Amazon ECS API failure reasons". */
function failureOf({ obstacle, instanceArn }: NoPlace): TaskFailure {
  const reasons: Readonly<Record<string, string>> = {
    MEMBER_OF: "MemberOf placement constraint unsatisfied.",
    DISTINCT_INSTANCE: "DistinctInstance placement constraint unsatisfied.",
    NO_INSTANCE: "No Container Instances were found in your cluster.",
    NO_ADDRESS: "RESOURCE:ENI",
    NO_CAPACITY: "Capacity is unavailable at this time. Please try again later or in a different availability zone",
  };
  return { reason: reasons[obstacle] ?? obstacle, ...(instanceArn === undefined ? {} : { arn: instanceArn }) };
}
