import type { Controller, Outcome, Situation } from "../../model/controller";
import { TasksDraft } from "./draft";
import { advanceTasks, forgetStopped } from "./lifecycle";
import { HEARD, hear, loseTasksOf } from "./observations";
import { scheduleTasks } from "./scheduling";

/** The scheduler of Amazon ECS: starts, places, replaces and stops tasks. */
export const tasks: Controller = {
  name: "tasks",
  watches: ["resource", "service", "serviceRevision", "instance", "target", "task"],
  hears: HEARD,
  reconcile: reconcileTasks,
};

function reconcileTasks(situation: Situation): Outcome {
  const draft = new TasksDraft(situation);
  hear(draft);
  loseTasksOfGoneInstances(draft);
  advanceTasks(draft);
  forgetStopped(draft);
  scheduleTasks(draft);
  for (const { nextStepAt } of draft.all()) draft.wake(nextStepAt);
  return draft.outcome();
}

/** Tasks end with the instance that they run on, whoever ended it. */
function loseTasksOfGoneInstances(draft: TasksDraft): void {
  const { running } = draft.situation;
  const hosts = new Set(
    draft.all().flatMap(({ instanceId, lastStatus }) => (lastStatus === "STOPPED" ? [] : (instanceId ?? []))),
  );
  for (const instanceId of hosts) {
    const instance = running.find("instance", instanceId);
    if (instance?.containerInstance === undefined || instance.lifecycleState === "Terminated") {
      loseTasksOf(draft, instanceId);
    }
  }
}
