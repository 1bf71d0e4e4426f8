import type { Deployment } from "../../components/container-service";
import type { DeploymentConfiguration } from "../configuration/configuration";

/** A service's way of deploying, in the component's terms. */
export function deploymentArgs({ strategy, bakeTime, percent, interval }: DeploymentConfiguration): Deployment {
  switch (strategy) {
    case "rolling":
      return { strategy };
    case "blue-green":
      return { strategy, bakeTime };
    case "canary":
      return { strategy, bakeTime, canaryPercent: percent, canaryBakeTime: interval };
    case "linear":
      return { strategy, bakeTime, stepPercent: percent, stepBakeTime: interval };
  }
}
