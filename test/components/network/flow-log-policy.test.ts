import { flowLogPolicy, flowLogTrust } from "../../../components/network/flow-log-policy";

const LOG_GROUP_ARN = "arn:aws:logs:eu-central-1:123456789012:log-group:/vpc/web/flow-logs";

describe("flowLogTrust", () => {
  it("trusts the flow logs of the log group's account and region only", () => {
    expect(flowLogTrust(LOG_GROUP_ARN).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-central-1:123456789012:vpc-flow-log/*" },
        },
      },
    ]);
  });

  it("trusts by the log group's own partition", () => {
    const trust = flowLogTrust("arn:aws-us-gov:logs:us-gov-west-1:123456789012:log-group:/vpc/web/flow-logs");

    expect(JSON.stringify(trust)).toContain('"arn:aws-us-gov:ec2:us-gov-west-1:123456789012:vpc-flow-log/*"');
  });
});

describe("flowLogPolicy", () => {
  it("lets the role write to the log group, and neither to others nor create any", () => {
    expect(flowLogPolicy(LOG_GROUP_ARN).Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"],
        Resource: [LOG_GROUP_ARN, `${LOG_GROUP_ARN}:*`],
      },
    ]);
  });
});
