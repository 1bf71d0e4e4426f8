import { refuse } from "../../model/aws-error";
import { randomUUID } from "node:crypto";
import { arn } from "../../model/arn";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, Reference } from "../../model/resource-type";
import { text } from "../../model/values";

export const GROUP = "aws:autoscaling/group:Group";

/** An input that names a group, for what is kept at the group and goes with it. */
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

/** What is kept at a group is in the group's region. */
export function requireGroupOfTheRegion({ inputs, region, cloud }: Operation): void {
  const name = text(inputs, "autoscalingGroupName") ?? "";
  if (groupNamed(name, region, cloud) !== undefined) return;
  refuse("ValidationError", `AutoScalingGroup name not found - ${name}`, "autoscalingGroupName");
}

/** AWS General Reference, Service Authorization Reference, "Resource types defined by Amazon EC2 Auto Scaling". */
export function scalingArn(region: string, accountId: string, kind: string, names: string): string {
  return arn("autoscaling", region, accountId, `${kind}:${randomUUID()}:${names}`);
}
