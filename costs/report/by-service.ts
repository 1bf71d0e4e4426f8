import { inCents, NOTHING, type Range, times } from "../model/range";
import type { CostedResource, CostedStack } from "../model/resource";
import { isOnFargate, tasksOf } from "../resources/containers";
import { cpuUnitsOf } from "../resources/task-size";
import { TYPES } from "../resources/types";
import { monthlyOf, type ResourceCost } from "../stack/stack-costs";

/** What the tasks of a service cost, in USD a month. */
export interface ServiceCost {
  readonly service: string;
  /** Fargate, or the instances, of which each service has the share of the CPU that its tasks reserve. */
  readonly runsOn: "Fargate" | "instances";
  readonly tasks: Range;
  readonly monthly: Range;
}

/** What the tasks of each service cost, the dearest first. What services share otherwise is in the sums by kind. */
export function byService(costs: readonly ResourceCost[], stack: CostedStack): readonly ServiceCost[] {
  const services = costs.filter(({ resource }) => resource.type === TYPES.service);
  const onInstances = services.filter(({ resource }) => !isOnFargate(resource)).map(({ resource }) => resource);
  const group = costs.filter(({ resource }) => resource.type === TYPES.group);
  const groups = group.map(({ cost }) => monthlyOf(cost));
  const shared = {
    min: groups.reduce((all, { min }) => all + min, 0),
    max: groups.reduce((all, { max }) => all + max, 0),
  };
  return services
    .map(({ resource, cost }): ServiceCost => {
      const tasks = tasksOf(resource, stack);
      const isFargate = isOnFargate(resource);
      const monthly = isFargate ? monthlyOf(cost) : shareOf(resource, onInstances, shared, stack);
      return { service: resource.name, runsOn: isFargate ? "Fargate" : "instances", tasks, monthly: inCents(monthly) };
    })
    .sort((one, other) => other.monthly.max - one.monthly.max);
}

function shareOf(service: CostedResource, all: readonly CostedResource[], shared: Range, stack: CostedStack): Range {
  const reserved = all.map((each) => reservedBy(each, stack));
  const [own, least, most] = [reservedBy(service, stack), sumOf(reserved, "min"), sumOf(reserved, "max")];
  if (least === 0 || most === 0) return NOTHING;
  return { min: (shared.min * own.min) / least, max: (shared.max * own.max) / most };
}

function sumOf(ranges: readonly Range[], bound: keyof Range): number {
  return ranges.reduce((all, range) => all + range[bound], 0);
}

/** CPU units that the tasks of a service reserve, at their least and at their most. */
function reservedBy(service: CostedResource, stack: CostedStack): Range {
  const [task] = stack.referencesTo(service, "taskDefinition", [TYPES.taskDefinition]);
  return times(tasksOf(service, stack), cpuUnitsOf(task?.text("cpu") ?? "") ?? 0);
}
