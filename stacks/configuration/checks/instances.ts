import { architectureOf } from "../../../components/auto-scaling-group/machine-image";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { capacityPlan, type PlannedEnvironment } from "../../environment/capacity-plan";
import { keyText, shown } from "../problem";
import { instanceTypes, resolvedService } from "../resolve";
import type { PartialSettings } from "../schema/settings";
import { componentRefusals } from "./component-refusals";

/** Keys by the arguments of a plan that they become. */
const KEYS: Readonly<Record<string, string>> = { instanceTypes: "types" };

/** An environment that needs few instances. */
const MODEST = {
  algorithm: "round-robin",
  architecture: "x86_64",
  autoScale: false,
  capacity: "ec2",
  deploymentStrategy: "rolling",
  image: "",
  minInstances: 1,
  maxInstances: 1,
} as const;

/** EC2 instances that can't run the images or can't hold the services. */
export function checkInstances(settings: PartialSettings, problems: ArgumentProblems): void {
  if (checkArchitecture(settings, problems)) checkPlan(settings, problems);
}

/** @returns whether the types suit the images. */
function checkArchitecture(
  { architecture = "x86_64", instances = {} }: PartialSettings,
  problems: ArgumentProblems,
): boolean {
  const wrong = (instances.types ?? []).filter((type) => architectureOf(type) !== architecture);
  for (const type of wrong) {
    problems.add(
      keyText(["instances", "types"]),
      `must be types of proofpix:architecture, which is ${shown(architecture)}, got ${shown(type)}; change the one or the other`,
    );
  }
  return wrong.length === 0;
}

function checkPlan(settings: PartialSettings, problems: ArgumentProblems): void {
  const environment = plannedEnvironment(settings);
  if (environment.services.length === 0) return;
  const refusals = componentRefusals(() => {
    capacityPlan(environment);
  });
  for (const { propertyPath, reason } of refusals) {
    problems.add(keyText(["instances", ...planKey(propertyPath)]), reason);
  }
}

/** What is right of an environment, and what makes little of a plan for the rest. */
function plannedEnvironment(settings: PartialSettings): PlannedEnvironment {
  const { autoScale, capacity, ...defaults } = { ...MODEST, ...settings };
  const instances = { networkInterfaceTrunking: false, maxInstanceLifetime: "30d", ...settings.instances } as const;
  const { architecture, network, services } = defaults;
  return {
    autoScale,
    capacity,
    instances: { ...instances, types: instanceTypes({ architecture, instances }) },
    network: { availabilityZones: network?.availabilityZones ?? ["a", "b"] },
    services: services.flatMap((service) => (service === undefined ? [] : resolvedService(service, defaults))),
  };
}

function planKey(argument: string): string[] {
  const [, name = argument] = /^(\w+)/.exec(argument) ?? [];
  return name === "services" ? [] : [KEYS[name] ?? name];
}
