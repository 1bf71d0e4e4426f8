import { keyPolicy } from "../../../components/encryption-key";

const SCOPE = { accountId: "123456789012", region: "eu-central-1" };

function statement(sid: string): unknown {
  return keyPolicy(SCOPE).Statement.find(({ Sid }) => Sid === sid);
}

describe("keyPolicy", () => {
  it("lets the account decide by IAM who uses the key, so that nobody is locked out", () => {
    expect(statement("AccountDecidesByIam")).toEqual({
      Sid: "AccountDecidesByIam",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:root" },
      Action: "kms:*",
      Resource: "*",
    });
  });

  it("lets the region's CloudWatch Logs use the key for log groups of the account only", () => {
    expect(statement("LogGroupsOfTheAccount")).toEqual({
      Sid: "LogGroupsOfTheAccount",
      Effect: "Allow",
      Principal: { Service: "logs.eu-central-1.amazonaws.com" },
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      Resource: "*",
      Condition: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:123456789012:log-group:*" },
      },
    });
  });

  it.each([
    ["AlarmsOfTheAccount", "cloudwatch.amazonaws.com"],
    ["AlertsOfTheAccount", "aps.amazonaws.com"],
  ])("lets those of the account, and no others, publish on encrypted topics: %s", (Sid, Service) => {
    expect(statement(Sid)).toEqual({
      Sid,
      Effect: "Allow",
      Principal: { Service },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    });
  });

  it("lets EC2 encrypt volumes for the account, and for no other", () => {
    expect(statement("VolumesOfTheAccount")).toMatchObject({
      Principal: { AWS: "*" },
      Condition: {
        StringEquals: { "kms:CallerAccount": "123456789012", "kms:ViaService": "ec2.eu-central-1.amazonaws.com" },
      },
    });
  });

  it("lets EventBridge publish on encrypted topics, without the source conditions that it doesn't support", () => {
    expect(statement("EventsOnTopics")).toEqual({
      Sid: "EventsOnTopics",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
    });
  });

  it("names resources of GovCloud (US) by their own partition", () => {
    const policy = JSON.stringify(keyPolicy({ accountId: "123456789012", region: "us-gov-west-1" }));

    expect(policy).toContain('"arn:aws-us-gov:iam::123456789012:root"');
    expect(policy).toContain('"arn:aws-us-gov:logs:us-gov-west-1:123456789012:log-group:*"');
    expect(policy).toContain('"logs.us-gov-west-1.amazonaws.com"');
    expect(policy).not.toContain("arn:aws:");
  });

  it("gives nobody else but the account's own IAM a right without a condition, and says nothing else", () => {
    const policy = keyPolicy(SCOPE);
    const unconditional = policy.Statement.filter(({ Condition }) => Condition === undefined).map(({ Sid }) => Sid);

    expect(policy.Statement).toHaveLength(6);
    expect(unconditional).toEqual(["AccountDecidesByIam", "EventsOnTopics"]);
  });
});
