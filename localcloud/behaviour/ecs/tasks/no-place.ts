import { lastPartOf } from "../../../../components/shared/arn";
import type { NoPlace } from "./placement";

/** What an event says of the instance that comes closest (Amazon ECS Developer Guide, "service event messages"). */
const OF_CLOSEST: Readonly<Record<string, string>> = {
  ATTRIBUTE: "is missing an attribute required by your task",
  MEMBER_OF: 'encountered error "MemberOf placement constraint unsatisfied."',
  DISTINCT_INSTANCE: 'encountered error "DistinctInstance placement constraint unsatisfied."',
  AGENT: 'encountered error "AGENT"',
  "RESOURCE:ENI": 'encountered error "RESOURCE:ENI"',
  "RESOURCE:PORTS": "is already using a port required by your task",
  "RESOURCE:MEMORY": "has insufficient memory available",
  "RESOURCE:CPU": "has insufficient CPU units available",
};

const NO_REQUIREMENTS_MET = "was unable to place a task because no container instance met all of its requirements.";

/** The event of a service that can't place a task, without the service. */
export function noPlaceMessage({ obstacle, instanceArn = "" }: NoPlace, capacityProvider?: string): string {
  if (obstacle === "NO_ADDRESS") {
    return "was unable to place a task. Reason: The subnets of the service have no free IP addresses left.";
  }
  if (obstacle === "NO_CAPACITY") {
    return (
      "was unable to place a task. Reason: Capacity is unavailable at this time. " +
      "Please try again later or in a different availability zone."
    );
  }
  if (obstacle === "NO_INSTANCE") {
    const where = capacityProvider === undefined ? "cluster" : "capacity provider";
    return `${NO_REQUIREMENTS_MET} Reason: No Container Instances were found in your ${where}.`;
  }
  const instance = `(container-instance ${lastPartOf(instanceArn)})`;
  return `${NO_REQUIREMENTS_MET} The closest matching ${instance} ${OF_CLOSEST[obstacle] ?? ""}.`;
}
