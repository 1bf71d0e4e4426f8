import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, text, type Properties } from "../../model/values";

export const groupSizeRules: readonly Rule[] = [requireName, requireBounds, requireDesiredWithinBounds, requireUnits];

/** Both are required; the limits refuse a group without them. */
export function boundsOf(inputs: Properties): { readonly minSize: number; readonly maxSize: number } {
  return { minSize: number(inputs, "minSize") ?? 0, maxSize: number(inputs, "maxSize") ?? 0 };
}

/** Amazon EC2 Auto Scaling API Reference, CreateAutoScalingGroup, AutoScalingGroupName. */
function requireName({ inputs }: Operation): void {
  const name = text(inputs, "name") ?? text(inputs, "namePrefix") ?? "";
  if (/^[\x21-\x39\x3b-\x7e]*$/.test(name)) return;
  refuse(
    "ValidationError",
    `The name of a group has printable ASCII characters only, without spaces and colons: '${name}'`,
    "name",
  );
}

function requireBounds({ inputs }: Operation): void {
  const { minSize, maxSize } = boundsOf(inputs);
  if (minSize <= maxSize) return;
  refuse(
    "ValidationError",
    `Max bound, ${maxSize}, must be greater than or equal to min bound, ${minSize}`,
    "minSize, maxSize",
  );
}

function requireDesiredWithinBounds({ inputs }: Operation): void {
  const desired = number(inputs, "desiredCapacity");
  const { minSize, maxSize } = boundsOf(inputs);
  if (desired === undefined || (desired >= minSize && desired <= maxSize)) return;
  refuse(
    "ValidationError",
    `Desired capacity:${desired} must be between the specified min size:${minSize} and max size:${maxSize}`,
    "desiredCapacity",
  );
}

/** Amazon EC2 Auto Scaling API Reference, CreateAutoScalingGroup, DesiredCapacityType; such a selection is not modelled. */
function requireUnits({ inputs }: Operation): void {
  const unit = text(inputs, "desiredCapacityType") ?? "units";
  if (unit === "units") return;
  refuse(
    "ValidationError",
    `The desired capacity type ${unit} takes attribute-based instance type selection`,
    "desiredCapacityType",
  );
}
