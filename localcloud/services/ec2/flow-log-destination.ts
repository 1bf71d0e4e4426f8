import { refuse } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { text } from "../../model/values";
import { given } from "../shared/inputs";

const SERVICES: Readonly<Record<string, string>> = { "cloud-watch-logs": "logs", s3: "s3" };

/** Fields of a record (Amazon VPC User Guide, "Flow log records", available fields). */
const FIELDS = new Set(
  `
  version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status
  vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type sublocation-id
  pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path ecs-cluster-arn ecs-cluster-name
  ecs-container-instance-arn ecs-container-instance-id ecs-container-id ecs-second-container-id ecs-service-name
  ecs-task-definition-arn ecs-task-arn ecs-task-id reject-reason resource-id encryption-status
  `
    .trim()
    .split(/\s+/),
);

export function requireDestination({ inputs }: Operation): void {
  const type = text(inputs, "logDestinationType") ?? "";
  const destination = text(inputs, "logDestination");
  if (destination === undefined) {
    refuse("MissingParameter", "The request must contain the parameter LogDestination", "logDestination");
  }
  if (destination.split(":")[2] === SERVICES[type]) return;
  refuse(
    "InvalidParameter",
    `LogDestination ${destination} does not fit LogDestinationType ${type}`,
    "logDestination, logDestinationType",
  );
}

/** Amazon EC2 API Reference, CreateFlowLogs, LogDestination: a bucket, or a folder of it as `bucket_ARN/subfolder/`. */
export function requireBucket({ inputs, cloud }: Operation): void {
  const destination = text(inputs, "logDestination") ?? "";
  if (text(inputs, "logDestinationType") !== "s3") return;
  const [bucketArn = "", folder] = destination.split("/");
  if (folder === "AWSLogs") refuse("InvalidParameter", `AWSLogs is a reserved term: ${destination}`, "logDestination");
  if (cloud.ofType("aws:s3/bucket:Bucket").some(({ computed }) => computed.arn === bucketArn)) return;
  refuse("InvalidParameter", `LogDestination: ${bucketArn} does not exist`, "logDestination");
}

/** Amazon EC2 API Reference, CreateFlowLogs, DestinationOptions: of files in S3. */
export function requireDestinationOptions({ inputs }: Operation): void {
  if (text(inputs, "logDestinationType") === "s3" || given(inputs, ["destinationOptions"]).length === 0) return;
  refuse("InvalidParameter", "DestinationOptions is only applicable for s3 delivery", "destinationOptions");
}

/** Amazon EC2 API Reference, CreateFlowLogs, LogFormat: fields as `${field-id}`, separated by spaces. */
export function requireLogFormat({ inputs }: Operation): void {
  const format = text(inputs, "logFormat");
  if (format === undefined) return;
  const unknown = format
    .trim()
    .split(/\s+/)
    .filter((field) => !FIELDS.has(/^\$\{(.+)\}$/.exec(field)?.[1] ?? ""));
  if (unknown.length > 0) refuse("InvalidParameter", `Unknown fields provided: ${unknown.join(", ")}`, "logFormat");
}
