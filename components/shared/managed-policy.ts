import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { formatArn } from "./arn";

/**
 * ARN of a managed policy of AWS, in the partition of a component's provider.
 * @param policy name with its path, as the AWS Managed Policy Reference Guide has it: `service-role/AWSLambdaRole`.
 * @param parent the component.
 */
export function managedPolicyArn(policy: string, parent: pulumi.Resource): pulumi.Output<string> {
  const { partition } = aws.getPartitionOutput({}, { parent });
  return partition.apply((name) =>
    formatArn({ partition: name, service: "iam", region: "", accountId: "aws", resource: `policy/${policy}` }),
  );
}
