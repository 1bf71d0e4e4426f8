import { type CapacityRequest, isScaled } from "./capacity-request";
import type { CapacityPlan, NeededInstances } from "./plan-capacity";

/** A plan in sentences. */
export function explanation(
  { instanceTypes, networkInterfaceTrunking, services, zones }: CapacityRequest,
  plan: Omit<CapacityPlan, "explanation">,
  needed: NeededInstances,
): string[] {
  const fits = Object.entries(plan.tasksPerInstance).map(
    ([name, { count, limitedBy }]) => `${plural(count, "task")} of ${name} (${limitedBy} ends first)`,
  );
  const scaled = isScaled(services);
  return [
    `Each instance of ${instanceTypes.join(" or ")} holds ${fits.join(" or ")}, ${networkInterfaceTrunking ? "with" : "without"} network interface trunking.`,
    `At least ${plural(plan.minSize, "instance")}: the services' minimum needs ${needed.atMinimum}${scaled ? `, with one scaling step ${needed.afterOneStep}` : ""}; there are ${plural(zones, "zone")}.`,
    `At most ${plan.maxSize}: the services' maximum needs ${needed.atMaximum}, while all are deployed at once ${needed.inRollout}.`,
    scaled
      ? `Tasks take up ${plan.targetCapacityPercent} % of the running instances, so that ${needed.step} more for one scaling step is always there.`
      : "Nothing scales by itself, so that no instance is kept in reserve.",
    `Each has a disk of ${plan.rootVolumeGibibytes} GiB: the image, and the scratch space of the tasks that fit.`,
  ];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
