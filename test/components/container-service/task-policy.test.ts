import { executeCommandStatements, taskTrust } from "../../../components/container-service/task-policy";

describe("taskTrust", () => {
  it("trusts ECS, for tasks of the cluster's account and region only", () => {
    expect(taskTrust("arn:aws:ecs:eu-central-1:123456789012:cluster/shop").Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-central-1:123456789012:*" },
        },
      },
    ]);
  });
});

describe("executeCommandStatements", () => {
  const channels = {
    Effect: "Allow",
    Action: [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    Resource: "*",
  };

  it("opens the channels of a session, and no more where sessions are neither logged nor encrypted apart", () => {
    expect(executeCommandStatements({})).toEqual([channels]);
  });

  it("writes the session's log and uses the session's key", () => {
    const logGroupArn = "arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/shop/execute-command";
    const keyArn = "arn:aws:kms:eu-central-1:123456789012:key/1";

    expect(executeCommandStatements({ logGroupArn, keyArn })).toEqual([
      channels,
      { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: `${logGroupArn}:*`,
      },
      { Effect: "Allow", Action: "kms:Decrypt", Resource: keyArn },
    ]);
  });
});
