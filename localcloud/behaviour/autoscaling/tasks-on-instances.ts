import type { CloudReader } from "../../model/resource";
import { text } from "../../model/values";
import { SERVICE } from "../../services/ecs/service-lookup";
import type { Situation } from "../model/controller";
import type { RunningInstance } from "../model/instance";
import type { RunningTask } from "../model/task";

/** Whether no task is on an instance but those of daemon services. */
export function isEmpty({ id }: RunningInstance, { running, cloud }: Pick<Situation, "running" | "cloud">): boolean {
  return !running
    .all("task")
    .some((task) => task.instanceId === id && task.lastStatus !== "STOPPED" && !isOfDaemon(task, cloud));
}

/** Whether a task is of a service that runs one on each instance. */
function isOfDaemon({ serviceArn }: RunningTask, cloud: CloudReader): boolean {
  if (serviceArn === undefined) return false;
  return text(cloud.find(SERVICE, serviceArn)?.inputs ?? {}, "schedulingStrategy") === "DAEMON";
}
