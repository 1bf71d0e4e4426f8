import { policyDocument, serviceTrust, sourceCondition } from "../../../components/shared/policy-document";

describe("policyDocument", () => {
  it("keeps the statements in order, in the current version of the language", () => {
    const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" } as const;
    const write = { Effect: "Deny", Action: "s3:PutObject", Resource: "*" } as const;

    expect(policyDocument(read, write)).toEqual({ Version: "2012-10-17", Statement: [read, write] });
  });
});

describe("serviceTrust", () => {
  it("lets one service assume the role, under the conditions given", () => {
    const conditions = { StringEquals: { "aws:SourceAccount": "123456789012" } };

    expect(serviceTrust("ecs-tasks.amazonaws.com", conditions).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: conditions,
      },
    ]);
  });

  it("has no Condition when none is given", () => {
    expect(serviceTrust("ec2.amazonaws.com").Statement[0]).not.toHaveProperty("Condition");
  });
});

describe("sourceCondition", () => {
  it("names the account, and the service and region of the resource acted for", () => {
    const scope = { partition: "aws", region: "eu-central-1", accountId: "123456789012" };

    expect(sourceCondition("ecs", scope)).toEqual({
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-central-1:123456789012:*" },
    });
  });
});
