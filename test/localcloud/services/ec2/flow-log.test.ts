import { describeLimits } from "../../limits/inputs";
import { describeRules, describeWarnings, inLocalCloud, itRefuses, type TestCloud } from "../../support";
import { serviceTrust } from "../iam/policies";
import { twoNetworks } from "./network";

const FLOW_LOG = "aws:ec2/flowLog:FlowLog";

function prepared(cloud: TestCloud) {
  const network = twoNetworks(cloud);
  const role = (name: string, conditions?: object): unknown =>
    cloud.create("aws:iam/role:Role", {
      name,
      assumeRolePolicy: serviceTrust(name === "tasks" ? "ecs-tasks" : "vpc-flow-logs", conditions),
    }).computed.arn;
  const logGroup = cloud.create("aws:cloudwatch/logGroup:LogGroup", { name: "/flow-logs" });
  const bucket = cloud.create("aws:s3/bucket:Bucket", { bucket: "flow-logs-of-enterprise" });
  return {
    ...network,
    tasksRole: role("tasks"),
    strangersRole: role("strangers", { StringEquals: { "aws:SourceAccount": "210987654321" } }),
    ownRole: role("own", {
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-west-1:123456789012:vpc-flow-log/*" },
    }),
    bucketArn: bucket.computed.arn,
    inputs: {
      vpcId: network.vpcId,
      trafficType: "ALL",
      logDestination: logGroup.computed.arn,
      iamRoleArn: role("flow-logs"),
    },
  };
}

describeLimits(FLOW_LOG, [
  ["trafficType", "BOTH", "REJECT", "InvalidParameterValue", "[ACCEPT, REJECT, ALL]"],
  ["logDestinationType", "logs", "s3", "InvalidParameterValue", "cloud-watch-logs"],
  ["maxAggregationInterval", 300, 60, "InvalidParameterValue", "[60, 600]"],
]);

describeRules(FLOW_LOG, prepared, [
  ["a VPC that isn't there", { vpcId: "vpc-0" }, {}, "InvalidVpcID.NotFound", "'vpc-0' does not exist (vpcId)"],
  [
    "a VPC and a subnet",
    ({ subnetId }) => ({ subnetId }),
    ({ subnetId }) => ({ subnetId, vpcId: undefined }),
    "InvalidParameterCombination",
    "(vpcId, subnetId)",
  ],
  ["no type of traffic", { trafficType: undefined }, { trafficType: "REJECT" }, "MissingParameter", "(trafficType)"],
  ["no destination", { logDestination: undefined }, {}, "MissingParameter", "(logDestination)"],
  [
    "a bucket for CloudWatch Logs",
    ({ bucketArn }) => ({ logDestination: bucketArn }),
    ({ bucketArn }) => ({ logDestination: bucketArn, logDestinationType: "s3", iamRoleArn: undefined }),
    "InvalidParameter",
    "does not fit LogDestinationType cloud-watch-logs",
  ],
  [
    "a role for a bucket",
    ({ bucketArn }) => ({ logDestination: bucketArn, logDestinationType: "s3" }),
    {},
    "InvalidParameter",
    "DeliverLogsPermissionArn is not applicable for s3 delivery (iamRoleArn)",
  ],
  [
    "a bucket that isn't there",
    { logDestination: "arn:aws:s3:::nobody/web/", logDestinationType: "s3", iamRoleArn: undefined },
    ({ bucketArn }) => ({
      logDestination: `${String(bucketArn)}/web/`,
      logDestinationType: "s3",
      iamRoleArn: undefined,
    }),
    "InvalidParameter",
    "LogDestination: arn:aws:s3:::nobody does not exist (logDestination)",
  ],
  [
    "a folder of a bucket that AWS reserves",
    ({ bucketArn }) => ({
      logDestination: `${String(bucketArn)}/AWSLogs/`,
      logDestinationType: "s3",
      iamRoleArn: undefined,
    }),
    ({ bucketArn }) => ({ logDestination: bucketArn, logDestinationType: "s3", iamRoleArn: undefined }),
    "InvalidParameter",
    "AWSLogs is a reserved term",
  ],
  ["no role for a log group", { iamRoleArn: undefined }, {}, "InvalidParameter", "can't be empty"],
  [
    "a role that isn't there",
    { iamRoleArn: "arn:aws:iam::123456789012:role/none" },
    {},
    "InvalidParameter",
    "Unable to assume given IAM role: 'arn:aws:iam::123456789012:role/none'",
  ],
  [
    "a role that flow logs can't assume",
    ({ tasksRole }) => ({ iamRoleArn: tasksRole }),
    {},
    "InvalidParameter",
    "Unable to assume given IAM role",
  ],
  [
    "a role for flow logs of another account",
    ({ strangersRole }) => ({ iamRoleArn: strangersRole }),
    ({ ownRole }) => ({ iamRoleArn: ownRole }),
    "InvalidParameter",
    "Unable to assume given IAM role",
  ],
]);

describeWarnings(FLOW_LOG, prepared, [
  [
    "a destination that isn't there",
    { logDestination: "arn:aws:logs:eu-west-1:123456789012:log-group:/none" },
    {},
    "does not exist (logDestination)",
  ],
]);

describe("a flow log", () => {
  itRefuses(
    "a second flow log with the same settings",
    (cloud) => {
      const { inputs } = prepared(cloud);
      cloud.create(FLOW_LOG, inputs);
      return {
        violation: () => cloud.create(FLOW_LOG, { ...inputs, tags: { Name: "again" } }),
        neighbour: () => cloud.create(FLOW_LOG, { ...inputs, trafficType: "REJECT" }),
      };
    },
    "FlowLogAlreadyExists",
    "There is an existing Flow Log with the same configuration and log destination. (vpcId)",
  );

  it("has an ARN, and refuses what it doesn't model", () => {
    const cloud = inLocalCloud();
    const { inputs } = prepared(cloud);
    const flowLog = cloud.create(FLOW_LOG, inputs);

    expect(cloud.outputs(flowLog).arn).toBe(`arn:aws:ec2:eu-west-1:123456789012:vpc-flow-log/${flowLog.id}`);
    expect(() => cloud.create(FLOW_LOG, { ...inputs, vpcId: undefined, transitGatewayId: "tgw-0" })).toThrow(
      "(transitGatewayId)",
    );
  });
});
