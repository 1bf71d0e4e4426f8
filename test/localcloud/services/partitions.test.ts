import { hostedZoneOf } from "../../../localcloud/services/lb/addresses";
import { inLocalCloud, refusalOf } from "../support";

const GOVCLOUD = "us-gov-west-1";
const ROLE = "aws:iam/role:Role";
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

describe("resources of GovCloud (US)", () => {
  it.each<[type: string, inputs: object, arn: RegExp]>([
    ["aws:s3/bucket:Bucket", { bucket: "logs" }, /^arn:aws-us-gov:s3:::logs$/],
    [ROLE, { name: "web", assumeRolePolicy: TRUST }, /^arn:aws-us-gov:iam::123456789012:role\/web$/],
    [
      "aws:cloudwatch/logGroup:LogGroup",
      { name: "web" },
      /^arn:aws-us-gov:logs:us-gov-west-1:123456789012:log-group:web$/,
    ],
    ["aws:route53/zone:Zone", { name: "example.com" }, /^arn:aws-us-gov:route53:::hostedzone\/Z[A-F0-9]+$/],
  ])("%s has an ARN of its partition", (type, inputs, arn) => {
    const cloud = inLocalCloud();

    expect(cloud.outputs(cloud.create(type, { ...inputs }, GOVCLOUD)).arn).toMatch(arn);
  });

  it("have the hosted zones of their region", () => {
    const cloud = inLocalCloud();
    const bucket = cloud.create("aws:s3/bucket:Bucket", { bucket: "site" }, GOVCLOUD);

    expect(cloud.outputs(bucket)).toMatchObject({ hostedZoneId: "Z31GFT0UA1I2HV" });
    expect(hostedZoneOf({ kind: "application", region: GOVCLOUD })).toBe("Z33AYJ8TM3BH4J");
    expect(hostedZoneOf({ kind: "network", region: GOVCLOUD })).toBe("ZMG1MZ2THAWF1");
  });

  it("tell their partition and who calls", () => {
    const { cloud } = inLocalCloud();

    expect(cloud.call("aws:index/getPartition:getPartition", {}, GOVCLOUD)).toEqual({
      id: "aws-us-gov",
      partition: "aws-us-gov",
      dnsSuffix: "amazonaws.com",
      reverseDnsPrefix: "com.amazonaws",
    });
    expect(cloud.call("aws:index/getCallerIdentity:getCallerIdentity", {}, GOVCLOUD)).toMatchObject({
      arn: "arn:aws-us-gov:iam::123456789012:user/local-cloud",
    });
  });

  it.each([
    ["us-gov-west-1", "arn:aws-us-gov:iam::aws:policy/AmazonSSMManagedInstanceCore", undefined],
    ["eu-west-1", "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore", undefined],
    ["us-gov-west-1", "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore", "NoSuchEntity"],
    ["eu-west-1", "arn:aws-us-gov:iam::aws:policy/AmazonSSMManagedInstanceCore", "NoSuchEntity"],
  ])("take AWS's policies of their own partition only: in %s %s", (region, policyArn, refusal) => {
    const cloud = inLocalCloud();
    cloud.create(ROLE, { name: "web", assumeRolePolicy: TRUST }, region);
    const attach = () =>
      cloud.create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { role: "web", policyArn }, region);

    expect(refusalOf(attach)?.split(":")[0]).toBe(refusal);
  });
});
