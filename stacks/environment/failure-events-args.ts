import type { FailureEventsArgs } from "../../components/failure-events";
import type { Configuration } from "../configuration/configuration";
import type { Compute } from "./compute";
import type { Foundation } from "./foundation";

/** What no alarm tells of the environment's services and instances. */
export function failureEventsArgs(
  { tags }: Pick<Configuration, "tags">,
  {
    alarmTopic,
    autoScalingGroup,
    cluster,
  }: Pick<Foundation, "alarmTopic"> & Pick<Compute, "autoScalingGroup" | "cluster">,
): FailureEventsArgs {
  return {
    clusterArn: cluster.clusterArn,
    autoScalingGroupName: autoScalingGroup.groupName,
    topicArn: alarmTopic.topicArn,
    tags,
  };
}
