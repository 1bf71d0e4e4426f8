import { lastPartOf } from "../../../../components/shared/arn";
import { arn } from "../../../model/identifiers";
import type { RunningTask } from "../../model/task";
import type { TaskRequirements } from "./definition";
import type { TasksDraft } from "./draft";
import type { Placement } from "./placement";
import type { Capacity } from "./providers";
import { SECOND } from "../../model/instant";

const DIGITS_OF_ID = 32;

/** What tells a new task from others. */
export type TaskIdentity = Pick<
  RunningTask,
  | "region"
  | "clusterArn"
  | "taskDefinitionArn"
  | "serviceArn"
  | "revisionArn"
  | "group"
  | "startedBy"
  | "request"
  | "overrides"
>;

/** Creates a task; without a placement it waits for its capacity provider to have room. */
export function createTask(
  draft: TasksDraft,
  identity: TaskIdentity,
  requirements: TaskRequirements,
  capacity: Capacity,
  placement: Placement | undefined,
): RunningTask {
  const { cloud, draw } = draft.situation;
  const id = `task/${lastPartOf(identity.clusterArn)}/${draw(DIGITS_OF_ID)}`;
  const task: RunningTask = {
    arn: arn("ecs", identity.region, cloud.accountId, id),
    ...identity,
    ...capacity,
    ...(placement ?? { availabilityZone: "", subnetId: "", privateAddress: "" }),
    cpu: requirements.cpu,
    memory: requirements.memory,
    desiredStatus: "RUNNING",
    lastStatus: "PROVISIONING",
    healthStatus: "UNKNOWN",
    containers: requirements.containers,
    addresses: [],
    createdAt: draft.now,
    nextStepAt: nextStepOf(draft, capacity, placement),
  };
  draft.put(task);
  return task;
}

/** Gives a task that waited its place. */
export function placeTask(draft: TasksDraft, task: RunningTask, placement: Placement): void {
  draft.put({ ...task, ...placement, nextStepAt: nextStepOf(draft, task, placement) });
}

function nextStepOf(draft: TasksDraft, { launchType }: Capacity, placement: Placement | undefined): number {
  const { placementRetrySeconds, fargateProvisioningSeconds, taskPlacementSeconds } = draft.situation.parameters;
  if (placement === undefined) return draft.now + placementRetrySeconds * SECOND;
  return draft.now + (launchType === "FARGATE" ? fargateProvisioningSeconds : taskPlacementSeconds) * SECOND;
}
