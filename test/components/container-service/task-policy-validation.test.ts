import * as pulumi from "@pulumi/pulumi";
import type { ContainerServiceArgs } from "../../../components/container-service";
import { refusalsOfService } from "./support";

type Permissions = Pick<ContainerServiceArgs, "taskPolicies" | "taskPolicyStatements">;

const BUCKET = "arn:aws:s3:::uploads/*";
const READ = { Effect: "Allow", Action: "s3:GetObject", Resource: BUCKET } as const;

/** A statement that allows something, with something changed. */
function allowing(changes: object): Permissions {
  return { taskPolicyStatements: [READ, { ...READ, ...changes }] };
}

describe("permissions of a service's application", () => {
  it.each<[string, Permissions, RegExp]>([
    [
      "every action",
      allowing({ Action: "*" }),
      /^taskPolicyStatements\[1\]\.Action: must be actions of a service.*got "\*"/,
    ],
    [
      "every action of a service",
      allowing({ Action: ["s3:GetObject", "s3:*"] }),
      /\.Action: .*and not all that it has, got "s3:\*"/,
    ],
    ["what is no action", allowing({ Action: "GetObject" }), /\.Action: .*got "GetObject"/],
    [
      "what is no ARN",
      allowing({ Resource: ["uploads"] }),
      /^taskPolicyStatements\[1\]\.Resource: must be ARNs.*got "uploads"/,
    ],
    ["nothing to do it on", allowing({ Resource: undefined }), /^taskPolicyStatements\[1\]\.Resource: must name what/],
    ["to pass any role", allowing({ Action: "iam:PassRole", Resource: "*" }), /\.Resource: must name the roles/],
    [
      "more than a role holds",
      { taskPolicyStatements: [{ ...READ, Resource: Array.from({ length: 500 }, (_, index) => `${BUCKET}${index}`) }] },
      /^taskPolicyStatements: must be 10240 characters together at most.*taskPolicies/,
    ],
    [
      "a policy by its name",
      { taskPolicies: { read: "ReadOnlyAccess" } },
      /^taskPolicies\.read: must be the ARN of a managed/,
    ],
    [
      "a role in place of a policy",
      { taskPolicies: { read: "arn:aws:iam::123456789012:role/reader" } },
      /^taskPolicies\.read: must be the ARN of a managed policy/,
    ],
    [
      "a policy under a path",
      { taskPolicies: { "a/b": "arn:aws:iam::aws:policy/TranslateReadOnly" } },
      /^taskPolicies\.a\/b: must be named by letters/,
    ],
    [
      "more policies than IAM attaches",
      {
        taskPolicies: Object.fromEntries(
          Array.from({ length: 26 }, (_, index) => [`p${index}`, `arn:aws:iam::123456789012:policy/p${index}`]),
        ),
      },
      /^taskPolicies: must be 25 at most.*got 26$/,
    ],
  ])("can't be %s", async (_, permissions, problem) => {
    expect(await refusalsOfService(() => permissions)).toEqual([expect.stringMatching(problem)]);
  });

  it.each<[string, Permissions]>([
    ["actions on ARNs", allowing({ Action: ["s3:GetObject", "s3:PutObject*", "s3:Get?bject"], Resource: [BUCKET] })],
    ["an action that has no resources", allowing({ Action: "transcribe:ListVocabularies", Resource: "*" })],
    ["to pass one role", allowing({ Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/reports" })],
    ["everything but what is forbidden", allowing({ Effect: "Deny", Action: "s3:*", Resource: "*" })],
    ["what isn't known yet", allowing({ Resource: pulumi.output("jobs") })],
    ["a statement that isn't known yet", { taskPolicyStatements: [pulumi.output(READ)] }],
    [
      "policies of AWS and of the account",
      {
        taskPolicies: {
          a: "arn:aws:iam::aws:policy/service-role/AWSTransferLoggingAccess",
          b: "arn:aws:iam::123456789012:policy/reports",
        },
      },
    ],
  ])("can be %s", async (_, permissions) => {
    await expect(refusalsOfService(() => permissions)).rejects.toThrow("expected the arguments to be refused");
  });
});
