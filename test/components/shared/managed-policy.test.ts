import * as pulumi from "@pulumi/pulumi";
import { managedPolicyArn } from "../../../components/shared/managed-policy";
import { deploy } from "../../support/deploy";

describe("managedPolicyArn", () => {
  it.each([
    ["aws", "arn:aws:iam::aws:policy/service-role/AWSLambdaRole"],
    ["aws-us-gov", "arn:aws-us-gov:iam::aws:policy/service-role/AWSLambdaRole"],
  ])("names a policy of AWS in the partition %s", async (partition, expected) => {
    const arns: string[] = [];
    await deploy(
      () => {
        const parent = new pulumi.ComponentResource("test:index:Parent", "parent");
        managedPolicyArn("service-role/AWSLambdaRole", parent).apply((arn) => arns.push(arn));
      },
      { calls: { "aws:index/getPartition:getPartition": () => ({ partition }) } },
    );

    expect(arns).toEqual([expected]);
  });
});
