import { formatArn, parseArn } from "../shared/arn";
import { policyDocument, type PolicyDocument, serviceTrust } from "../shared/policy-document";

/**
 * Lets the flow logs of the log group's own account and region, and no others, assume a role
 * (Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs").
 */
export function flowLogTrust(logGroupArn: string): PolicyDocument {
  const { partition, region, accountId } = parseArn(logGroupArn);
  return serviceTrust("vpc-flow-logs.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: {
      "aws:SourceArn": formatArn({ partition, service: "ec2", region, accountId, resource: "vpc-flow-log/*" }),
    },
  });
}

/**
 * Lets a role write to one log group. It can't create groups: records that arrive after a destroy would bring the group
 * back, without its retention and key.
 */
export function flowLogPolicy(logGroupArn: string): PolicyDocument {
  return policyDocument({
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"],
    Resource: [logGroupArn, `${logGroupArn}:*`],
  });
}
