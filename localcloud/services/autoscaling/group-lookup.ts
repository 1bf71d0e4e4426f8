import { randomUUID } from "node:crypto";
import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, Reference } from "../../model/resource-type";
import { text } from "../../model/values";

export const GROUP = "aws:autoscaling/group:Group";
export const POLICY = "aws:autoscaling/policy:Policy";
export const SCHEDULE = "aws:autoscaling/schedule:Schedule";

/** An input that names the group of a policy or a scheduled action; AWS deletes these with the group. */
export function groupReference(input: string): Reference {
  return {
    input,
    to: [GROUP],
    missing: { code: "ValidationError", message: (name) => `AutoScalingGroup name not found - ${name}` },
  };
}

/** The group of that name in a region. */
export function groupNamed(name: string, region: string, cloud: CloudReader): CloudResource | undefined {
  const found = cloud.find(GROUP, name);
  return found?.region === region ? found : undefined;
}

/** A policy or a scheduled action is in the region of its group. */
export function requireGroupOfTheRegion({ inputs, region, cloud }: Operation): void {
  const name = text(inputs, "autoscalingGroupName") ?? "";
  if (groupNamed(name, region, cloud) !== undefined) return;
  refuse("ValidationError", `AutoScalingGroup name not found - ${name}`, "autoscalingGroupName");
}

/** Policies and scheduled actions, which AWS deletes with their group (API Reference, DeleteAutoScalingGroup). */
export function policiesAndSchedulesOf(group: CloudResource, cloud: CloudReader): CloudResource[] {
  return [POLICY, SCHEDULE]
    .flatMap((type) => cloud.ofType(type))
    .filter((each) => each.region === group.region && text(each.inputs, "autoscalingGroupName") === group.id);
}

/** Service Authorization Reference, "Resource types defined by Amazon EC2 Auto Scaling". */
export function scalingArn(region: string, accountId: string, kind: string, names: string): string {
  return arn("autoscaling", region, accountId, `${kind}:${randomUUID()}:${names}`);
}
