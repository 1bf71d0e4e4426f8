import { AwsError } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { object } from "../../model/values";

/** To IAM, keys that differ in case only are one (IAM User Guide, "Rules for tagging in IAM and AWS STS"). */
export function requireTagKeysOfTheirOwn({ inputs }: Operation): void {
  const keys = Object.keys(object(inputs, "tags") ?? {});
  const twin = keys.find((key, index) =>
    keys.slice(0, index).some((other) => other.toLowerCase() === key.toLowerCase()),
  );
  if (twin === undefined) return;
  throw new AwsError(
    "InvalidInput",
    `Duplicate tag keys found. Please note that Tag keys are case insensitive. (tags["${twin}"])`,
  );
}
