import type { ScalingActivity } from "../../../behaviour/model/scaling";
import type { Properties } from "../../../model/values";

/** Application Auto Scaling API Reference, ScalingActivity. */
export function activityForm(activity: ScalingActivity): Properties {
  return {
    ActivityId: activity.id,
    ServiceNamespace: "ecs",
    ResourceId: activity.resourceId,
    ScalableDimension: "ecs:service:DesiredCount",
    Description: activity.description,
    Cause: activity.cause,
    StartTime: activity.startedAt,
    EndTime: activity.endedAt,
    StatusCode: activity.status,
    StatusMessage: activity.statusMessage,
  };
}
