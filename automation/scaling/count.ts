import { DeploymentProblem } from "../model/problem";
import type { InstanceBounds } from "./deployed-services";

/** Bounds between which Application Auto Scaling keeps a service now; a schedule may have set them. */
export interface TargetBounds {
  readonly minCapacity: number;
  readonly maxCapacity: number;
}

/**
 * Refuses a number of tasks outside of a service's bounds. Capacity is planned for them, and Application Auto Scaling
 * takes a service back between the bounds of its scalable target.
 * @param target undefined where nothing scales the service.
 * @throws {DeploymentProblem} `out-of-bounds`, saying how the bounds are changed.
 */
export function requireWithinBounds(
  count: number,
  service: { readonly name: string; readonly bounds: InstanceBounds },
  target: TargetBounds | undefined,
): void {
  const { minInstances, maxInstances } = service.bounds;
  if (count < minInstances || count > maxInstances) {
    throw new DeploymentProblem(
      "out-of-bounds",
      `${service.name} has ${minInstances} to ${maxInstances} instances, and ${count} were asked for`,
      `Change its bounds first: ${count < minInstances ? `--min ${count}` : `--max ${count}`}, which is deployed.`,
    );
  }
  if (target === undefined || (count >= target.minCapacity && count <= target.maxCapacity)) return;
  throw new DeploymentProblem(
    "out-of-bounds",
    `${service.name} is kept between ${target.minCapacity} and ${target.maxCapacity} instances for now, by a schedule ` +
      `or by hand, and ${count} were asked for`,
    "Wait until the schedule ends, or change it in the configuration: services[].scaling.schedules.",
  );
}
