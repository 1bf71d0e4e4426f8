import type { Deployment } from "../../../../components/container-service";
import type { DeploymentConfiguration } from "./configuration";

/** A service's way of deploying: the keys that its strategy uses. */
export function deploymentArgs(deployment: DeploymentConfiguration): Deployment {
  const { strategy, bakeTime, canaryPercent, canaryBakeTime, stepPercent, stepBakeTime } = deployment;
  switch (strategy) {
    case "rolling":
      return { strategy };
    case "blue-green":
      return { strategy, bakeTime };
    case "canary":
      return { strategy, bakeTime, canaryPercent, canaryBakeTime };
    case "linear":
      return { strategy, bakeTime, stepPercent, stepBakeTime };
  }
}
