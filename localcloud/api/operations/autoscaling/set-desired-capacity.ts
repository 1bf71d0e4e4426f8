import { withDesiredCapacity } from "../../../behaviour/autoscaling/group-settings";
import { AwsError } from "../../../model/aws-error";
import { number } from "../../../model/values";
import { boundsOf } from "../../../services/autoscaling/group-rules";
import { type ApiOperation, done } from "../../operation";
import { requiredGroup } from "./lookup";

/** Amazon EC2 Auto Scaling API Reference, SetDesiredCapacity. Cooldowns are of simple policies, and not waited for. */
export const setDesiredCapacity: ApiOperation = (call, context) => {
  const group = requiredGroup(call, context);
  const desired = number(call.input, "DesiredCapacity") ?? 0;
  const { minSize, maxSize } = boundsOf(group.inputs);
  if (desired > maxSize) refuse(desired, `above max value ${maxSize} for AutoScalingGroup.`);
  if (desired < minSize) refuse(desired, `below min value ${minSize} for the AutoScalingGroup.`);
  return done({ kind: "outcome", outcome: { resources: [withDesiredCapacity(group, desired)] } });
};

function refuse(desired: number, why: string): never {
  throw new AwsError("ValidationError", `New SetDesiredCapacity value ${desired} is ${why}`);
}
