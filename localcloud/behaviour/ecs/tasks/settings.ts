import type { CloudResource } from "../../../model/resource";
import { number, text } from "../../../model/values";
import { isRolling } from "../../../services/ecs/deployment";
import { oncePerObject } from "../../model/once-per-object";

/** Settings of a service that apply at once, whatever revision its tasks have. */
export interface ServiceSettings {
  readonly desiredCount: number;
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  readonly healthCheckGracePeriodSeconds: number;
  readonly isRolling: boolean;
  readonly isRebalanced: boolean;
}

type Deployed = Pick<CloudResource, "inputs" | "computed">;

/** Of a service that has been deleted AWS's defaults are left. */
export const DELETED: Deployed = { inputs: {}, computed: {} };

/** Settings of a service. */
export const settingsOf = oncePerObject(({ inputs, computed }: Deployed): ServiceSettings => {
  const figure = (input: string, otherwise: number): number => number(inputs, input) ?? otherwise;
  return {
    desiredCount: figure("desiredCount", 0),
    minimumHealthyPercent: figure("deploymentMinimumHealthyPercent", 100),
    maximumPercent: figure("deploymentMaximumPercent", 200),
    healthCheckGracePeriodSeconds: figure("healthCheckGracePeriodSeconds", 0),
    isRolling: isRolling(inputs),
    isRebalanced: text(computed, "availabilityZoneRebalancing") === "ENABLED",
  };
});
