import { parseArn } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import { arn, ec2Id } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { isAssumableBy, roleByArn } from "../iam/role-reference";
import { given, refuseUnmodelled } from "../shared/inputs";
import { subnetReference, vpcReference, withoutProtection } from "./references";

const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const SUBJECTS = ["vpcId", "subnetId"] as const;

/** Inputs that tell flow logs apart: all but tags. None of them can be changed. */
const IDENTITY = [
  ...SUBJECTS,
  "destinationOptions",
  "iamRoleArn",
  "logDestination",
  "logDestinationType",
  "logFormat",
  "maxAggregationInterval",
  "trafficType",
];

/** Service in the ARN of each type of destination. */
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

/** Flow logs of VPCs and subnets to CloudWatch Logs and S3; AWS deletes a VPC or subnet although it has a flow log. */
export const flowLog: ResourceType = {
  type: FLOW_LOG,
  mapping: { operation: "ec2.CreateFlowLogs", inputs: { iamRoleArn: "DeliverLogsPermissionArn" } },
  documentedLimits: {
    maxAggregationInterval: [{ document: "Amazon EC2 API Reference, CreateFlowLogs", enum: ["60", "600"] }],
  },
  defaults: { logDestinationType: "cloud-watch-logs", maxAggregationInterval: 600 },
  replaceOnChanges: [
    ...IDENTITY,
    "deliverCrossAccountRole",
    "eniId",
    "regionalNatGatewayId",
    "tagFieldSpecifications",
    "transitGatewayAttachmentId",
    "transitGatewayId",
    "region",
  ],
  references: [
    withoutProtection(vpcReference("vpcId")),
    withoutProtection(subnetReference("subnetId")),
    {
      input: "logDestination",
      to: ["aws:cloudwatch/logGroup:LogGroup"],
      by: "arn",
      missing: { code: "InvalidParameter", message: (destination) => `LogDestination: ${destination} does not exist` },
      warning: "the service makes a log group of its own, without retention and key, if its role may",
      ignores: (destination) => parseArn(destination).service !== "logs",
    },
  ],
  rules: [
    refuseUnmodelled(
      ["deliverCrossAccountRole", "eniId", "regionalNatGatewayId", "transitGatewayAttachmentId", "transitGatewayId"],
      "flow logs of anything but VPCs and subnets of the account",
      "services/ec2/flow-log.ts",
    ),
    requireSubject,
    requireTrafficType,
    requireDestination,
    requireBucket,
    requireDestinationOptions,
    requireLogFormat,
    requireRole,
    requireNew,
  ],
  make: ({ region, accountId }) => {
    const id = ec2Id("fl");
    return { id, computed: { arn: arn("ec2", region, accountId, `vpc-flow-log/${id}`) } };
  },
};

function requireSubject({ inputs }: Operation): void {
  if (given(inputs, SUBJECTS).length === 1) return;
  refuse("InvalidParameterCombination", `Exactly one of these must be given`, SUBJECTS.join(", "));
}

/** Amazon EC2 API Reference, CreateFlowLogs. */
function requireTrafficType({ inputs }: Operation): void {
  if (text(inputs, "trafficType") !== undefined) return;
  refuse("MissingParameter", "The request must contain the parameter TrafficType", "trafficType");
}

function requireDestination({ inputs }: Operation): void {
  const type = text(inputs, "logDestinationType") ?? "";
  const destination = text(inputs, "logDestination");
  if (destination === undefined) {
    refuse("MissingParameter", "The request must contain the parameter LogDestination", "logDestination");
  }
  if (parseArn(destination).service === SERVICES[type]) return;
  refuse(
    "InvalidParameter",
    `LogDestination ${destination} does not fit LogDestinationType ${type}`,
    "logDestination, logDestinationType",
  );
}

/** Amazon EC2 API Reference, CreateFlowLogs, LogDestination: a bucket, or a folder of it as `bucket_ARN/subfolder/`. */
function requireBucket({ inputs, cloud }: Operation): void {
  const destination = text(inputs, "logDestination") ?? "";
  if (text(inputs, "logDestinationType") !== "s3") return;
  const [bucketArn = "", folder] = destination.split("/");
  if (folder === "AWSLogs") refuse("InvalidParameter", `AWSLogs is a reserved term: ${destination}`, "logDestination");
  if (cloud.ofType("aws:s3/bucket:Bucket").some(({ computed }) => computed.arn === bucketArn)) return;
  refuse("InvalidParameter", `LogDestination: ${bucketArn} does not exist`, "logDestination");
}

/** Amazon EC2 API Reference, CreateFlowLogs, DestinationOptions: they describe files in S3. */
function requireDestinationOptions({ inputs }: Operation): void {
  if (text(inputs, "logDestinationType") === "s3" || given(inputs, ["destinationOptions"]).length === 0) return;
  refuse("InvalidParameter", "DestinationOptions is only applicable for s3 delivery", "destinationOptions");
}

/** Amazon EC2 API Reference, CreateFlowLogs, LogFormat: fields as `${field-id}`, separated by spaces. */
function requireLogFormat({ inputs }: Operation): void {
  const format = text(inputs, "logFormat");
  if (format === undefined) return;
  const unknown = format
    .trim()
    .split(/\s+/)
    .filter((field) => !FIELDS.has(/^\$\{(.+)\}$/.exec(field)?.[1] ?? ""));
  if (unknown.length > 0) refuse("InvalidParameter", `Unknown fields provided: ${unknown.join(", ")}`, "logFormat");
}

/**
 * Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs"; the service writes to S3 without a
 * role.
 */
function requireRole({ inputs, region, accountId, cloud }: Operation): void {
  const roleArn = text(inputs, "iamRoleArn");
  if (text(inputs, "logDestinationType") === "s3") {
    if (roleArn === undefined) return;
    refuse("InvalidParameter", "DeliverLogsPermissionArn is not applicable for s3 delivery", "iamRoleArn");
  }
  if (roleArn === undefined) {
    refuse(
      "InvalidParameter",
      "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs",
      "iamRoleArn",
    );
  }
  const role = roleByArn(roleArn, cloud);
  const context = {
    "aws:SourceAccount": accountId,
    "aws:SourceArn": arn("ec2", region, accountId, `vpc-flow-log/${ec2Id("fl")}`),
  };
  if (role !== undefined && isAssumableBy(role, "vpc-flow-logs.amazonaws.com", context)) return;
  refuse("InvalidParameter", `Unable to assume given IAM role: '${roleArn}'`, "iamRoleArn");
}

function requireNew({ inputs, cloud, previous }: Operation): void {
  const identity = (each: Operation["inputs"]): string => JSON.stringify(IDENTITY.map((input) => each[input]));
  const exists = cloud
    .ofType(FLOW_LOG)
    .some((other) => other.id !== previous?.id && identity(other.inputs) === identity(inputs));
  if (!exists) return;
  refuse(
    "FlowLogAlreadyExists",
    `Error. There is an existing Flow Log with the same configuration and log destination.`,
    given(inputs, SUBJECTS).join(),
  );
}
