import { isDeepStrictEqual } from "node:util";
import { validateServiceScaling } from "../../../../components/scaling/service-scaling-validate";
import type { ArgumentProblems } from "../../../../components/shared/validation";
import { pathText } from "../../../configuration/problem";
import { keysOfArguments } from "../../../configuration/translation";
import { UNKNOWN } from "../../dependencies";
import type { ScalingConfiguration, ServiceConfiguration } from "./configuration";
import { draftedServices, type ServicesConfiguration, type ServicesDraft } from "./draft";
import { enabledTriggers, isEnabled, type ScaledService, serviceScalingArgs, timedTarget } from "./scaling";
import { scaling as scalingKeys } from "./scaling-keys";

const UNKNOWN_TARGET = { loadBalancerDimension: UNKNOWN, targetGroupDimensions: [UNKNOWN, UNKNOWN] };

/** Records triggers and schedules that can't scale a service (SC-1 to SC-10), even where people scale it. */
export function checkScaling(draft: ServicesDraft, problems: ArgumentProblems): void {
  for (const { service, index } of draftedServices(draft)) {
    const below = pathText(["services", index, "scaling"]);
    const own = problems.at((key) => `${below}.${key}`);
    // `checkMeaningless` refuses schedules of a service whose bounds are equal.
    const hasRoom = service.scaling.minInstances < service.scaling.maxInstances;
    const scaling = hasRoom ? service.scaling : { ...service.scaling, schedules: [] };
    checkQueue({ ...service, scaling }, own);
    checkArguments({ ...service, scaling }, draft.configuration, own);
  }
}

/** Records thresholds of a queue that the service doesn't have: they would scale nothing. */
function checkQueue(service: ScaledService, problems: ArgumentProblems): void {
  const { queueDepth } = service.scaling.triggers;
  const usual = scalingKeys.parse({}).triggers.queueDepth;
  problems.require(
    queueDepth.enabled !== undefined || isDeepStrictEqual(queueDepth, usual) || isEnabled("queueDepth", service),
    "triggers.queueDepth",
    "says when to scale, but not by which queue; set enabled: true beside it where the service reports the length of its queue itself, name one of proofpix:queues under consumes, or another of SQS under scaling.queueName",
  );
}

/** Records what the component finds wrong with triggers and schedules; `checkBounds` checks the bounds. */
function checkArguments(
  service: ServiceConfiguration,
  configuration: ServicesConfiguration,
  problems: ArgumentProblems,
): void {
  const dependencies = {
    name: service.name,
    clusterName: UNKNOWN,
    serviceName: UNKNOWN,
    timedTarget: timedTarget(service, configuration, UNKNOWN_TARGET),
    consumedQueueName: service.consumes === undefined ? undefined : UNKNOWN,
  };
  const triggers = enabledTriggers(service, dependencies).map(({ key }) => key);
  problems.require(
    triggers.length > 0,
    "triggers",
    "must be one at least, got none; enable one, or set proofpix:autoScale to false",
  );
  const outside = schedulesOutside(service.scaling);
  for (const { key, reason } of outside) problems.add(key, reason);
  const keyOf = keysOfArguments({ schedules: scalingKeys.shape.schedules });
  validateServiceScaling(
    serviceScalingArgs(service, configuration, dependencies),
    problems.at((argument) => {
      if (outside.some(({ schedule }) => schedule === argument)) return undefined;
      const [, index, rest = ""] = /^triggers\[(\d+)\](.*)$/s.exec(argument) ?? [];
      return index === undefined ? keyOf(argument) : `triggers.${triggers[Number(index)] ?? index}${rest}`;
    }),
  );
}

/** Schedules outside the service's bounds. Capacity is planned for the bounds, and policies judge the bounds. */
function schedulesOutside({ schedules, minInstances, maxInstances }: ScalingConfiguration) {
  return schedules.flatMap((schedule, index) =>
    (["minInstances", "maxInstances"] as const).flatMap((bound) => {
      const value = schedule[bound];
      if (value === undefined || (value >= minInstances && value <= maxInstances)) return [];
      const reason = `must be within the service's ${minInstances} to ${maxInstances} instances, got ${value}; change it or the service's bounds`;
      return { schedule: `schedules[${index}]`, key: `schedules[${index}].${bound}`, reason };
    }),
  );
}
