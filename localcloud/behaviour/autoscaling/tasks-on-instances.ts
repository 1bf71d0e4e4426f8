import type { CloudReader, CloudResource } from "../../model/resource";
import { text } from "../../model/values";
import { SERVICE } from "../../services/ecs/service-lookup";
import type { Situation } from "../model/controller";
import { oncePerObject } from "../model/once-per-object";
import type { RunningTask } from "../model/task";

/** Ids of the instances that have tasks, those of daemon services aside. */
export function busyInstances({ running, cloud }: Pick<Situation, "running" | "cloud">): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const task of running.all("task")) {
    if (task.instanceId !== undefined && task.lastStatus !== "STOPPED" && !isOfDaemon(task, cloud)) {
      ids.add(task.instanceId);
    }
  }
  return ids;
}

/** Whether a task is of a service that runs one on each instance. */
function isOfDaemon({ serviceArn }: RunningTask, cloud: CloudReader): boolean {
  const service = serviceArn === undefined ? undefined : cloud.find(SERVICE, serviceArn);
  return service !== undefined && isDaemon(service);
}

const isDaemon = oncePerObject(({ inputs }: CloudResource) => text(inputs, "schedulingStrategy") === "DAEMON");
