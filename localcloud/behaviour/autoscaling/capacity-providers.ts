import type { CloudReader, CloudResource } from "../../model/resource";
import { number, text } from "../../model/values";
import { CAPACITY_PROVIDER, clustersWith } from "../../services/ecs/capacity-provider-lookup";
import { oncePerObject } from "../model/once-per-object";

/** What a capacity provider does with its group. */
export interface ProviderSettings {
  readonly name: string;
  readonly region: string;
  readonly groupArn: string;
  readonly managesDraining: boolean;
  readonly protectsFromTermination: boolean;
  /** Undefined where ECS doesn't scale the group. */
  readonly scaling: ScalingSettings | undefined;
}

/** Amazon ECS API Reference, ManagedScaling. */
export interface ScalingSettings {
  readonly targetCapacity: number;
  readonly minimumStep: number;
  readonly maximumStep: number;
  readonly warmupSeconds: number;
}

/** The settings of a capacity provider, completed by AWS's defaults. */
export const providerSettings = oncePerObject(({ inputs, computed, region }: CloudResource): ProviderSettings => {
  const at = "autoScalingGroupProvider";
  const scaling = `${at}.managedScaling`;
  return {
    name: text(computed, "name") ?? "",
    region,
    groupArn: text(inputs, `${at}.autoScalingGroupArn`) ?? "",
    // Amazon ECS API Reference, AutoScalingGroupProvider: managed draining is on, where it isn't said otherwise.
    managesDraining: text(inputs, `${at}.managedDraining`) !== "DISABLED",
    protectsFromTermination: text(inputs, `${at}.managedTerminationProtection`) === "ENABLED",
    scaling:
      text(inputs, `${scaling}.status`) === "ENABLED"
        ? {
            targetCapacity: number(inputs, `${scaling}.targetCapacity`) ?? 100,
            minimumStep: number(inputs, `${scaling}.minimumScalingStepSize`) ?? 1,
            maximumStep: number(inputs, `${scaling}.maximumScalingStepSize`) ?? 10_000,
            warmupSeconds: number(inputs, `${scaling}.instanceWarmupPeriod`) ?? 300,
          }
        : undefined,
  };
});

/** All capacity providers of groups. */
export function capacityProviders(cloud: CloudReader): ProviderSettings[] {
  return cloud.ofType(CAPACITY_PROVIDER).map(providerSettings);
}

/** The capacity provider of a group, with the cluster that it is attached to. */
export function providerOfGroup(groupArn: string, cloud: CloudReader): ProviderSettings | undefined {
  return capacityProviders(cloud).find((provider) => provider.groupArn === groupArn);
}

/** Name of the cluster that a capacity provider is attached to; managed scaling allows one only. */
export function clusterOfProvider({ name }: ProviderSettings, cloud: CloudReader): string | undefined {
  return clustersWith(name, cloud)[0];
}
