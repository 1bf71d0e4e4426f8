import { validateServiceScaling } from "../../../components/scaling/service-scaling-validate";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { TRIGGER_NUMBERS } from "../../../components/scaling/triggers/numbers";
import {
  enabledTriggers,
  isEnabled,
  type ScalingSurroundings,
  serviceScalingArgs,
} from "../../environment/service-scaling-args";
import type { ScalingConfiguration } from "../configuration";
import { keyText } from "../problem";
import { resolvedService } from "../resolve";
import type { PartialSettings, ServiceSettings } from "../schema/settings";
import { componentRefusals, NOT_YET_KNOWN } from "./component-refusals";

const TIMED_TARGET = { loadBalancerDimension: NOT_YET_KNOWN, targetGroupDimensions: [NOT_YET_KNOWN, NOT_YET_KNOWN] };

/** Keys of a trigger by the arguments that they become. */
const TRIGGER_KEYS: Readonly<Record<string, string>> = {
  above: "above",
  aboveFor: "aboveFor",
  below: "below",
  belowFor: "belowFor",
};

/** What the component says, in the configuration's words. */
const WORDS = {
  ...TRIGGER_KEYS,
  "leave out scaling instead": "enable one, or set proofpix:autoScale to false",
};

/** Triggers and schedules that can't scale a service (SC-1 to SC-10), whether or not the environment lets them. */
export function checkScaling(settings: PartialSettings, problems: ArgumentProblems): void {
  settings.services.forEach((service, index) => {
    if (service === undefined) return;
    const { scaling, surroundings } = scalingOf(service, settings);
    checkQueue(scaling, keyText(["services", index, "scaling", "triggers", "queueDepth"]), problems);
    const args = serviceScalingArgs({ scaling }, { tags: {} }, surroundings);
    const outside = schedulesOutside(scaling);
    for (const { key, reason } of outside) problems.add(`${keyText(["services", index, "scaling"])}.${key}`, reason);
    const refusals = componentRefusals((found) => {
      validateServiceScaling(args, found);
    }, WORDS).filter(({ propertyPath }) => outside.every(({ schedule }) => schedule !== propertyPath));
    const keys = enabledTriggers(scaling, surroundings).map(({ key }) => key);
    for (const { propertyPath, reason } of refusals) {
      problems.add(`${keyText(["services", index, "scaling"])}.${scalingKey(propertyPath, keys)}`, reason);
    }
  });
}

/** Numbers for a queue that nothing is known of would scale nothing, without a word. */
function checkQueue(scaling: ScalingConfiguration, key: string, problems: ArgumentProblems): void {
  const { enabled, ...numbers } = scaling.triggers.queueDepth;
  const usual: Readonly<Record<string, unknown>> = TRIGGER_NUMBERS.queueDepth;
  const isChanged = Object.entries(numbers).some(([name, value]) => value !== usual[name]);
  problems.require(
    enabled !== undefined || !isChanged || isEnabled("queueDepth", scaling),
    key,
    "says when to scale, but not by which queue; set enabled: true beside it where the service reports the length of its queue itself, or scaling.queueName for one of SQS",
  );
}

/** Bounds that can't be are checked elsewhere, and so are schedules without room; here they would only hide what is wrong with triggers. */
function scalingOf(
  service: ServiceSettings,
  { algorithm = "round-robin", minInstances = 1, maxInstances = 1000 }: PartialSettings,
): { readonly scaling: ScalingConfiguration; readonly surroundings: ScalingSurroundings } {
  const defaults = { algorithm, deploymentStrategy: "rolling", image: "", minInstances, maxInstances } as const;
  const { scaling } = resolvedService(service, defaults);
  const hasRoom = scaling.minInstances < scaling.maxInstances;
  const isTimed = !service.worker && algorithm !== "ip-hash";
  return {
    scaling: hasRoom ? scaling : { ...scaling, schedules: [], minInstances: 1, maxInstances: 1000 },
    surroundings: {
      name: service.name,
      clusterName: NOT_YET_KNOWN,
      serviceName: NOT_YET_KNOWN,
      timedTarget: isTimed ? TIMED_TARGET : undefined,
    },
  };
}

/** Bounds for which neither the environment's capacity is planned nor its policies allow. */
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

/** The key under `scaling` from which an argument of the component comes. */
function scalingKey(argument: string, triggers: readonly string[]): string {
  const [, index, rest = ""] = /^triggers\[(\d+)\]\.(.*)$/.exec(argument) ?? [];
  if (index === undefined) return argument;
  return `triggers.${triggers[Number(index)] ?? index}.${TRIGGER_KEYS[rest] ?? rest}`;
}
