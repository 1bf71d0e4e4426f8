import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { text } from "../../../model/values";
import { GROUP } from "../../../services/autoscaling/group-lookup";
import type { ApiCall, ApiContext } from "../../operation";

/** Auto Scaling groups of the region of a request. */
export function groupsOfRegion(
  { region }: Pick<ApiCall, "region">,
  { cloud }: Pick<ApiContext, "cloud">,
): CloudResource[] {
  return cloud.ofType(GROUP).filter((each) => each.region === region);
}

/**
 * The group that a request names.
 * @throws {AwsError} for one that isn't there.
 */
export function requiredGroup(call: ApiCall, context: ApiContext): CloudResource {
  const name = text(call.input, "AutoScalingGroupName") ?? "";
  const found = groupsOfRegion(call, context).find(({ computed }) => computed.name === name);
  if (found !== undefined) return found;
  throw new AwsError("ValidationError", `AutoScalingGroup name not found - AutoScalingGroup ${name} not found`);
}
