import type { Controller, Outcome, Situation } from "../../model/controller";
import { TasksDraft } from "./draft";
import { advanceTasks, forgetStopped } from "./lifecycle";
import { loseTasksOfGoneHosts } from "./hosts";
import { HEARD, hear } from "./observations";
import { scheduleTasks } from "./scheduling";

/** The scheduler of Amazon ECS: starts, places, replaces and stops tasks. */
export const tasks: Controller = {
  name: "tasks",
  watches: ["resource", "service", "serviceRevision", "instance", "target", "task", "capacityShortage"],
  hears: HEARD,
  reconcile: reconcileTasks,
};

function reconcileTasks(situation: Situation): Outcome {
  const draft = new TasksDraft(situation);
  hear(draft);
  loseTasksOfGoneHosts(draft);
  advanceTasks(draft);
  forgetStopped(draft);
  scheduleTasks(draft);
  for (const { nextStepAt } of draft.all()) draft.wake(nextStepAt);
  return draft.outcome();
}
