import { isGroup } from "../configuration/entries";
import { DeploymentProblem } from "../model/problem";
import { nearestNames } from "../../components/shared/nearest-name";

/** Fewest and most tasks of a service. */
export interface InstanceBounds {
  readonly minInstances: number;
  readonly maxInstances: number;
}

/** A service of an environment, as the outputs of its stack name it. */
export interface DeployedService {
  /** Name in the configuration. */
  readonly name: string;
  /** Name of the ECS service. */
  readonly serviceName: string;
  readonly clusterName: string;
  readonly bounds: InstanceBounds;
  /** Alarms that scale it; none where people do. */
  readonly scalingAlarmNames: readonly string[];
}

/** Every service that a stack's outputs name, in their order. */
export function deployedServices(outputs: Readonly<Record<string, unknown>>): readonly DeployedService[] {
  const { clusterName, serviceNames, bounds, scalingAlarmNames } = outputs;
  if (typeof clusterName !== "string") return [];
  return Object.entries(group(serviceNames)).flatMap(([name, serviceName]) =>
    typeof serviceName === "string"
      ? [
          {
            name,
            serviceName,
            clusterName,
            bounds: boundsIn(group(bounds)[name]),
            scalingAlarmNames: textsIn(group(scalingAlarmNames)[name]),
          },
        ]
      : [],
  );
}

/**
 * The service with a name.
 * @throws {DeploymentProblem} `no-such-deployment`, naming the services that there are.
 */
export function requiredService(name: string, outputs: Readonly<Record<string, unknown>>): DeployedService {
  const services = deployedServices(outputs);
  const found = services.find((service) => service.name === name);
  if (found !== undefined) return found;
  const known = services.map((service) => service.name);
  const meant = nearestNames(name, known);
  throw new DeploymentProblem(
    "no-such-deployment",
    `there is no service "${name}" in what is deployed${known.length === 0 ? "" : `; there are ${known.join(", ")}`}`,
    meant.length > 0 ? `Did you mean ${meant.join(" or ")}?` : "Deploy it first, or name another.",
  );
}

/** Key of a service in Application Auto Scaling. */
export function resourceIdOf({
  clusterName,
  serviceName,
}: Pick<DeployedService, "clusterName" | "serviceName">): string {
  return `service/${clusterName}/${serviceName}`;
}

function boundsIn(value: unknown): InstanceBounds {
  const { minInstances, maxInstances } = group(value);
  return {
    minInstances: typeof minInstances === "number" ? minInstances : 0,
    maxInstances: typeof maxInstances === "number" ? maxInstances : Number.POSITIVE_INFINITY,
  };
}

function group(value: unknown): Readonly<Record<string, unknown>> {
  return isGroup(value) ? value : {};
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}
