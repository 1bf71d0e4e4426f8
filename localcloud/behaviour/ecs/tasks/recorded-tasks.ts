import { hasBrokenImage } from "../../../services/ecs/broken-images";
import { reasonTaskCannotStart } from "../../../services/ecs/startable-tasks";
import { TASK_DEFINITION } from "../../../services/ecs/task-definition-lookup";
import { overridden } from "../../../services/ecs/task-overrides";
import type { Controller, Situation } from "../../model/controller";
import type { RunningTask } from "../../model/task";

/**
 * Ends tasks of RunTask where nothing runs: at once, with exit code 0, so that what waits for one goes on as on AWS,
 * where its program would end well. A task that could never start fails, with ECS's reason.
 */
export const recordedTasks: Controller = {
  name: "recorded-tasks",
  watches: ["task"],
  hears: [],
  reconcile: (situation) => ({
    changes: situation.running
      .all("task")
      .filter(({ lastStatus }) => lastStatus !== "STOPPED")
      .map((task) => ({ kind: "task", id: task.arn, value: ended(task, situation) })),
  }),
};

function ended(task: RunningTask, { cloud, now }: Situation): RunningTask {
  const stopped = { desiredStatus: "STOPPED", lastStatus: "STOPPED", stoppingAt: now, stoppedAt: now } as const;
  const reason = reasonNotToStart(task, cloud);
  if (reason !== undefined) {
    const containers = task.containers.map((each) => ({ ...each, lastStatus: "STOPPED" as const }));
    return { ...task, ...stopped, containers, stopCode: "TaskFailedToStart", stoppedReason: reason };
  }
  const exitCode = isBroken(task, cloud) ? 1 : 0;
  const containers = task.containers.map((each) => ({ ...each, lastStatus: "STOPPED" as const, exitCode }));
  return {
    ...{ ...task, ...stopped, containers, startedAt: now },
    ...{ stopCode: "EssentialContainerExited", stoppedReason: "Essential container in task exited" },
  };
}

function isBroken(task: RunningTask, cloud: Situation["cloud"]): boolean {
  const definition = cloud.find(TASK_DEFINITION, task.taskDefinitionArn);
  return definition !== undefined && hasBrokenImage(task, definition, cloud);
}

function reasonNotToStart(task: RunningTask, cloud: Situation["cloud"]): string | undefined {
  const registered = cloud.find(TASK_DEFINITION, task.taskDefinitionArn)?.inputs ?? {};
  const inputs = overridden(registered, task.overrides);
  return reasonTaskCannotStart({ inputs, region: task.region, accountId: cloud.accountId, cloud });
}
