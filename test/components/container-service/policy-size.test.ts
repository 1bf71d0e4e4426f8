import * as pulumi from "@pulumi/pulumi";
import { validatePolicySize } from "../../../components/container-service/policy-size";
import { ArgumentProblems } from "../../../components/shared/validation";

function problemsOf(count: number, secret: (index: number) => pulumi.Input<string>): string[] {
  const problems = new ArgumentProblems();
  const secrets = Object.fromEntries(Array.from({ length: count }, (_, index) => [`S${index}`, secret(index)]));
  validatePolicySize({ secrets }, problems);
  return problems.all.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
}

function arn(index: number): string {
  return `arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/number-${String(index).padStart(4, "0")}-AbCdEf`;
}

/** IAM User Guide, "IAM and AWS STS quotas": 10,240 characters for all inline policies of a role. */
describe("the policy by which ECS reads secrets", () => {
  it("holds a hundred secrets, and as many values of one as there are", () => {
    expect(problemsOf(100, arn)).toEqual([]);
    expect(problemsOf(500, (index) => `${arn(0)}:key${index}::`)).toEqual([]);
  });

  it("leaves secrets that aren't known yet to AWS", () => {
    expect(problemsOf(200, (index) => pulumi.output(arn(index)))).toEqual([]);
  });

  it("holds no two hundred secrets", () => {
    expect(problemsOf(200, arn)).toEqual([
      expect.stringMatching(/^secrets: must fit into the policy of 10240 characters .*JSON key$/),
    ]);
  });
});
