import { parseArn } from "../shared/arn";
import { type PolicyDocument, type PolicyStatement, serviceTrust, sourceCondition } from "../shared/policy-document";

/** Where ECS Exec sessions are logged and under which key they are encrypted. */
export interface ExecuteCommandSettings {
  readonly logGroupArn?: string;
  readonly keyArn?: string;
}

/**
 * Trust policy of both roles: ECS, for tasks of the cluster's account and region. ECS doesn't say which cluster it
 * acts for (Amazon ECS Developer Guide, "Amazon ECS task IAM role").
 */
export function taskTrust(clusterArn: string): PolicyDocument {
  return serviceTrust("ecs-tasks.amazonaws.com", sourceCondition("ecs", parseArn(clusterArn)));
}

/** Permissions by which ECS Exec sessions reach a task (Amazon ECS Developer Guide, "ECS Exec"). */
export function executeCommandStatements({ logGroupArn, keyArn }: ExecuteCommandSettings): PolicyStatement[] {
  return [
    {
      Effect: "Allow",
      // None of them takes a resource (Service Authorization Reference, "Amazon Message Gateway Service").
      Action: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      Resource: "*",
    },
    ...(logGroupArn === undefined ? [] : sessionLogStatements(logGroupArn)),
    ...(keyArn === undefined ? [] : [{ Effect: "Allow", Action: "kms:Decrypt", Resource: keyArn } as const]),
  ];
}

function sessionLogStatements(logGroupArn: string): PolicyStatement[] {
  return [
    { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
    {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: `${logGroupArn}:*`,
    },
  ];
}
