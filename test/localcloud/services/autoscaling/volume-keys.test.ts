import { inLocalCloud, refusalOf, type TestCloud } from "../../support";
import { GROUP, grouped } from "./groups";

const ACCOUNT = "123456789012";

const OWNERS = {
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: "kms:*",
  Resource: "*",
};

/** Lets every principal of the account use the key through EC2, as the AWS managed key for volumes does. */
function throughService(service: string, Action: readonly string[] = ["kms:*"]) {
  const conditions = { "kms:CallerAccount": ACCOUNT, "kms:ViaService": `${service}.eu-west-1.amazonaws.com` };
  return { Effect: "Allow", Principal: { AWS: "*" }, Action, Resource: "*", Condition: { StringEquals: conditions } };
}

/** How AWS refuses a group whose volumes are encrypted with a key of that policy. */
function refusalWith(cloud: TestCloud, statements?: readonly object[]): string | undefined {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const key = cloud.create("aws:kms/key:Key", statements === undefined ? {} : { policy });
  const ebs = { volumeSize: 30, encrypted: "true", kmsKeyId: key.computed.arn };
  const { inputs } = grouped(cloud, { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs }] });
  return refusalOf(() => cloud.create(GROUP, inputs));
}

describe("a group whose volumes have a key of the customer", () => {
  it.each([
    ["KMS gives a key", undefined],
    ["leaves all to IAM", [OWNERS]],
    ["lets another service in", [OWNERS, throughService("rds")]],
    ["lets everything but grants through", [OWNERS, throughService("ec2", ["kms:*Crypt*", "kms:DescribeKey"])]],
  ])("is refused with the policy that %s", (_, statements) => {
    expect(refusalWith(inLocalCloud(), statements)).toMatch(
      /^Client\.InternalError: Client error on launch: .*AWSServiceRoleForAutoScaling use it/,
    );
  });

  it("is made with a policy that lets EC2 use it", () => {
    expect(refusalWith(inLocalCloud(), [OWNERS, throughService("ec2")])).toBeUndefined();
  });

  it("is made with AWS's own key", () => {
    const cloud = inLocalCloud();
    const ebs = { volumeSize: 30, encrypted: "true", kmsKeyId: "alias/aws/ebs" };
    const { inputs } = grouped(cloud, { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs }] });

    expect(refusalOf(() => cloud.create(GROUP, inputs))).toBeUndefined();
  });
});
