import { arn } from "../../model/arn";
import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { ec2Id } from "../../model/token";
import { text } from "../../model/values";
import { isAssumableBy, roleByArn } from "../iam/role-reference";
import { given } from "../shared/inputs";
import { refuseUnmodelled } from "../shared/not-modelled";
import { requireBucket, requireDestination, requireDestinationOptions, requireLogFormat } from "./flow-log-destination";
import { passing, subnetReference, vpcReference } from "./references";

const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const SUBJECTS = ["vpcId", "subnetId"] as const;

/** Inputs that state one flow log; all but tags, since none can be changed. */
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

/** Flow logs of VPCs and subnets to CloudWatch Logs and S3; what they watch may go before them. */
export const flowLog: ResourceType = {
  type: FLOW_LOG,
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
    passing(vpcReference("vpcId")),
    passing(subnetReference("subnetId")),
    {
      input: "logDestination",
      to: ["aws:cloudwatch/logGroup:LogGroup"],
      by: "arn",
      missing: { code: "InvalidParameter", message: (destination) => `LogDestination: ${destination} does not exist` },
      warning: "the service makes a log group of its own, without retention and key, if its role may",
      ignores: (destination) => !destination.includes(":logs:"),
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

/** Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs"; S3 is written to without a role. */
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
