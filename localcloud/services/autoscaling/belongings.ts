import type { CloudReader, CloudResource } from "../../model/resource";
import { text } from "../../model/values";

export const POLICY = "aws:autoscaling/policy:Policy";
export const SCHEDULE = "aws:autoscaling/schedule:Schedule";

/** What AWS deletes with a group (Amazon EC2 Auto Scaling API Reference, DeleteAutoScalingGroup). */
export function belongingsOfGroup(group: CloudResource, cloud: CloudReader): CloudResource[] {
  return [POLICY, SCHEDULE]
    .flatMap((type) => cloud.ofType(type))
    .filter((each) => each.region === group.region && text(each.inputs, "autoscalingGroupName") === group.id);
}
