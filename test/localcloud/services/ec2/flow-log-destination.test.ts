import { describeRules } from "../../support";
import { serviceTrust } from "../iam/policies";
import { VPC } from "./network";

const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const PARQUET = { destinationOptions: { fileFormat: "parquet", perHourPartition: true } };

describeRules(
  FLOW_LOG,
  (cloud) => {
    const trust = { name: "flow-logs", assumeRolePolicy: serviceTrust("vpc-flow-logs") };
    const bucketArn = String(cloud.create("aws:s3/bucket:Bucket", { bucket: "records" }).computed.arn);
    return {
      bucketArn,
      toLogs: {
        logDestinationType: "cloud-watch-logs",
        logDestination: cloud.create("aws:cloudwatch/logGroup:LogGroup", { name: "/flow-logs" }).computed.arn,
        iamRoleArn: cloud.create("aws:iam/role:Role", trust).computed.arn,
      },
      inputs: {
        vpcId: cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }).id,
        trafficType: "ALL",
        logDestinationType: "s3",
        logDestination: bucketArn,
      },
    };
  },
  [
    [
      "a folder of a bucket that isn't there",
      ({ bucketArn }) => ({ logDestination: `${bucketArn}-old/flow-logs/` }),
      ({ bucketArn }) => ({ logDestination: `${bucketArn}/flow-logs/` }),
      "InvalidParameter",
      "records-old does not exist (logDestination)",
    ],
    [
      "AWS's own folder",
      ({ bucketArn }) => ({ logDestination: `${bucketArn}/AWSLogs/` }),
      ({ bucketArn }) => ({ logDestination: `${bucketArn}/logs/` }),
      "InvalidParameter",
      "AWSLogs is a reserved term: arn:aws:s3:::records/AWSLogs/ (logDestination)",
    ],
    [
      "a file format for a log group",
      ({ toLogs }) => ({ ...toLogs, ...PARQUET }),
      PARQUET,
      "InvalidParameter",
      "only applicable for s3 delivery (destinationOptions)",
    ],
    [
      "a field that isn't one",
      { logFormat: "${version} ${source}" },
      { logFormat: "${version} ${vpc-id} ${subnet-id} ${instance-id} ${srcaddr} ${pkt-srcaddr} ${tcp-flags}" },
      "InvalidParameter",
      "Unknown fields provided: ${source} (logFormat)",
    ],
    [
      "fields without their braces",
      { logFormat: "version srcaddr" },
      { logFormat: "${version} ${srcaddr}" },
      "InvalidParameter",
      "Unknown fields provided: version, srcaddr (logFormat)",
    ],
  ],
);
