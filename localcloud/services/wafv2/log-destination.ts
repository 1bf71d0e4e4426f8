import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { texts } from "../../model/values";
import { NotModelledError } from "../shared/not-modelled";
import { invalidParameter, NOT_EXACTLY_ONE } from "./refusal";

/** Refuses a destination that AWS WAF can't write to (AWS WAF Developer Guide, "Logging destinations"). */
export function requireDestination(operation: Operation): void {
  const [arn, ...others] = texts(operation.inputs, "logDestinationConfigs");
  if (arn === undefined || others.length > 0) {
    throw invalidParameter({
      reason: NOT_EXACTLY_ONE,
      field: "LOG_DESTINATION",
      parameter: "LogDestinationConfigs",
      input: "logDestinationConfigs",
    });
  }
  if (destinationOf(arn, operation)?.region === operation.region) return;
  refuse(
    "WAFLogDestinationPermissionIssueException",
    "Unable to deliver logs to the configured destination. You might need to grant log delivery permissions for the " +
      `destination. If you're using S3 as your log destination, you might have exceeded your bucket limit: ${arn}`,
    "logDestinationConfigs[0]",
  );
}

/** AWS WAF writes the permission for itself, into the account's resource policies or the bucket's policy. */
function destinationOf(arn: string, { cloud }: Operation): CloudResource | undefined {
  const [, , service = "", , , ...resource] = arn.split(":");
  if (service === "logs") {
    const group = arn.replace(/:\*$/, "");
    return cloud.ofType("aws:cloudwatch/logGroup:LogGroup").find(({ computed }) => computed.arn === group);
  }
  if (service === "s3") return cloud.find("aws:s3/bucket:Bucket", resource.join(":").split("/")[0] ?? "");
  const file = "services/wafv2/log-destination.ts";
  throw new NotModelledError("logs to Amazon Data Firehose", ["logDestinationConfigs[0]"], file);
}
