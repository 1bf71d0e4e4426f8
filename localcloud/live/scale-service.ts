import { ControlError } from "../control/inspection";
import type { CloudReader, CloudResource } from "../model/resource";
import { number, text } from "../model/values";
import { serviceByResourceId } from "../services/ecs/service-lookup";
import { nameOf, serviceNamed } from "./named-service";

/** Most tasks of a service (Amazon ECS Developer Guide, "Amazon ECS service quotas", tasks per service). */
const MOST_TASKS = 5_000;

/** A number of tasks that a service may want. */
interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
  readonly by: string;
}

/**
 * The service with another desired count, as UpdateService has it. A count that Application Auto Scaling would take
 * back is refused, since whoever watches would not see what they asked for.
 * @throws {ControlError} for a service that there isn't, and for a count that it can't have
 */
export function scaledService(name: string, count: unknown, cloud: CloudReader): CloudResource {
  const service = serviceNamed(name, cloud);
  const wanted = countOf(count);
  if (text(service.inputs, "schedulingStrategy") === "DAEMON") {
    throw new ControlError(
      400,
      `${nameOf(service)} is a daemon: it has a task on each instance, and no desired count`,
      "Change the number of instances.",
    );
  }
  const { minimum, maximum, by } = boundsOf(service, cloud);
  if (wanted >= minimum && wanted <= maximum)
    return { ...service, inputs: { ...service.inputs, desiredCount: wanted } };
  throw new ControlError(
    400,
    `${nameOf(service)} has ${minimum} to ${maximum} tasks by ${by}, got ${wanted}`,
    "Give a number in between.",
  );
}

function countOf(count: unknown): number {
  const given = typeof count === "string" ? count.trim() : "";
  if (/^\d+$/.test(given)) return Number(given);
  throw new ControlError(400, `a count must be a whole number of at least 0, got "${String(count)}"`, "Give another.");
}

function boundsOf(service: CloudResource, cloud: CloudReader): Bounds {
  const target = cloud
    .ofType("aws:appautoscaling/target:Target")
    .find(({ region, inputs }) => serviceByResourceId(text(inputs, "resourceId") ?? "", region, cloud) === service);
  if (target === undefined) return { minimum: 0, maximum: MOST_TASKS, by: "ECS's quota" };
  return {
    minimum: number(target.inputs, "minCapacity") ?? 0,
    maximum: number(target.inputs, "maxCapacity") ?? MOST_TASKS,
    by: "the bounds of its scaling",
  };
}
