import { Network } from "../../../components/network";
import { deploy, only } from "../../support/deploy";
import { FLOW_LOG, LOG_GROUP_ARN, network, networkRequests, OUTPUTS, ZONES } from "./support";

describe("Network's flow logs", () => {
  it("record all traffic of the VPC in a log group of their own, as a role of their own", async () => {
    expect(only(await network(), FLOW_LOG).inputs).toMatchObject({
      vpcId: "web-vpc-id",
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: LOG_GROUP_ARN,
      iamRoleArn: "arn:mock:web-flow-logs",
    });
  });

  it("are kept for a year, encrypted with a key of CloudWatch Logs", async () => {
    const { inputs } = only(await network(), "aws:cloudwatch/logGroup:LogGroup");

    expect(inputs).toMatchObject({ name: "/vpc/web/flow-logs", retentionInDays: 365 });
    expect(inputs).not.toHaveProperty("kmsKeyId");
  });

  it("take another retention and key", async () => {
    const resources = await network({ flowLogRetentionDays: 30, logKeyArn: "arn:aws:kms:eu-central-1:1:key/k" });

    expect(only(resources, "aws:cloudwatch/logGroup:LogGroup").inputs).toMatchObject({
      retentionInDays: 30,
      kmsKeyId: "arn:aws:kms:eu-central-1:1:key/k",
    });
  });

  it("write as a role that only this account's flow logs assume, and that reaches only this log group", async () => {
    const resources = await network();
    const role = only(resources, "aws:iam/role:Role").inputs.assumeRolePolicy;
    const policy = only(resources, "aws:iam/rolePolicy:RolePolicy").inputs;

    expect(role).toContain('"aws:SourceArn":"arn:aws:ec2:eu-central-1:123456789012:vpc-flow-log/*"');
    expect(policy.role).toBe("web-flow-logs");
    expect(policy.policy).toContain(`"Resource":["${LOG_GROUP_ARN}","${LOG_GROUP_ARN}:*"]`);
  });

  it("start once their role may write", async () => {
    const flowLog = (await networkRequests()).find((request) => request.getType() === FLOW_LOG);

    expect(flowLog?.getDependenciesList()).toContainEqual(expect.stringContaining("aws:iam/rolePolicy:RolePolicy"));
  });

  it("keep the role's name within IAM's 64 characters", async () => {
    const name = "w".repeat(80);
    const resources = await deploy(
      () => {
        return new Network(name, { availabilityZones: ZONES });
      },
      { outputs: OUTPUTS },
    );

    expect(`${only(resources, "aws:iam/role:Role").name}-1234567`.length).toBeLessThanOrEqual(64);
  });
});
