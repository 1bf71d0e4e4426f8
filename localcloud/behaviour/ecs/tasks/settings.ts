import type { CloudResource } from "../../../model/resource";
import { number, text } from "../../../model/values";
import { isRolling } from "../../../services/ecs/deployment";

/** Settings of a service that apply at once, whatever revision its tasks have. */
export interface ServiceSettings {
  readonly desiredCount: number;
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  readonly healthCheckGracePeriodSeconds: number;
  readonly isRolling: boolean;
  readonly isRebalanced: boolean;
}

/** Settings of a service; those that AWS has by default where it has been deleted. */
export function settingsOf(service: CloudResource | undefined): ServiceSettings {
  const inputs = service?.inputs ?? {};
  const figure = (input: string, otherwise: number): number => number(inputs, input) ?? otherwise;
  return {
    desiredCount: figure("desiredCount", 0),
    minimumHealthyPercent: figure("deploymentMinimumHealthyPercent", 100),
    maximumPercent: figure("deploymentMaximumPercent", 200),
    healthCheckGracePeriodSeconds: figure("healthCheckGracePeriodSeconds", 0),
    isRolling: isRolling(inputs),
    isRebalanced: text(service?.computed ?? {}, "availabilityZoneRebalancing") === "ENABLED",
  };
}
