import { FailureEvents, type FailureEventsArgs } from "../../../components/failure-events";
import type { Dependencies } from "../dependencies";
import type { ComputeParts } from "./compute";
import type { EnvironmentConfiguration, EnvironmentParts } from "./environment";

type WatchedParts = Pick<Dependencies, "alarmTopics"> & Pick<ComputeParts, "autoScalingGroup" | "cluster">;

/** Mail about failures of services and instances that no alarm shows. */
export const failureEventsSection = {
  keys: {},

  create(configuration: EnvironmentConfiguration, parts: EnvironmentParts & WatchedParts): object {
    new FailureEvents(parts.name, failureEventsArgs(configuration, parts), parts.options);
    return {};
  },
};

function failureEventsArgs(
  { tags }: EnvironmentConfiguration,
  { alarmTopics, autoScalingGroup, cluster }: WatchedParts,
): FailureEventsArgs {
  return {
    clusterArn: cluster.clusterArn,
    autoScalingGroupName: autoScalingGroup.groupName,
    alarmActions: alarmTopics,
    tags,
  };
}
