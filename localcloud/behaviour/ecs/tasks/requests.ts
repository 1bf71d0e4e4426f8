import { lastPartOf } from "../../../../components/shared/arn";
import type { CloudReader } from "../../../model/resource";
import { objects, text, texts, type Properties } from "../../../model/values";
import type { RunningTask } from "../../model/task";
import type { TaskRequirements } from "./definition";
import type { TasksDraft } from "./draft";
import type { PlacementRequest } from "./placement";
import { nextCapacity, strategyOf, type Capacity } from "./providers";
import { placementStrategiesOf } from "./strategies";

/** What a service's revision or RunTask asks for, whichever task it is. */
export interface TaskTemplate {
  readonly clusterArn: string;
  readonly requirements: TaskRequirements;
  /** In the shape of a service's inputs: network, capacity, placement. */
  readonly inputs: Properties;
}

/** Where the next task of a group runs. */
export function capacityOf(
  { inputs, clusterArn }: TaskTemplate,
  group: readonly RunningTask[],
  cloud: CloudReader,
): Capacity {
  const strategy = strategyOf(inputs, lastPartOf(clusterArn), cloud);
  return nextCapacity(
    strategy,
    text(inputs, "launchType"),
    (name) => group.filter(({ capacityProvider }) => capacityProvider === name).length,
  );
}

/** The request for a place beside other tasks of the same group. */
export function placementRequest(
  draft: TasksDraft,
  { inputs, clusterArn, requirements }: TaskTemplate,
  capacity: Capacity,
  group: readonly RunningTask[],
): PlacementRequest {
  const { running } = draft.situation;
  const constraints = objects(inputs, "placementConstraints");
  const instances = group.flatMap(({ instanceId }) => running.find("instance", instanceId ?? "") ?? []);
  return {
    requirements,
    capacity,
    clusterArn,
    subnets: texts(inputs, "networkConfiguration.subnets"),
    strategies: placementStrategiesOf(inputs),
    expressions: constraints.flatMap((constraint) => text(constraint, "expression") ?? []),
    isDistinct: constraints.some((constraint) => text(constraint, "type") === "distinctInstance"),
    tasksInZone: (zone) => group.filter(({ availabilityZone }) => availabilityZone === zone).length,
    tasksOn: (isAlike) => instances.filter(isAlike).length,
  };
}
