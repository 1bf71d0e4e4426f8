import * as pulumi from "@pulumi/pulumi";
import { queuePermissions } from "../../../../../stacks/environment/sections/services/queue-permissions";
import { parseConfiguration } from "../../../../../stacks/environment/configuration";
import { all, type Registered } from "../../../../support/deploy";
import { deployEnvironment } from "../../../deployed";
import { MINIMAL, refused } from "../../../example-settings";

const POLICY = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
const UPLOADS = { Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::proofpix-uploads/*" };

/** What a consumer needs (Amazon SQS Developer Guide, "Amazon SQS API permissions: Actions and resource reference"). */
const CONSUMES = {
  Effect: "Allow",
  Action: [
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibility",
    "sqs:GetQueueUrl",
    "sqs:GetQueueAttributes",
  ],
  Resource: "arn:aws:sqs:eu-west-1:123456789012:thumbnails",
};

const POLICY_ARN = "arn:aws:iam::aws:policy/TranslateReadOnly";
const CONDITION = { StringEquals: { "aws:ResourceAccount": "123456789012" } };

/** What the workers of one environment are configured with, by their names. */
const WORKERS = {
  plain: {},
  queued: { scaling: { queueName: "thumbnails" } },
  encrypted: { scaling: { queueName: "thumbnails", queueKeyArn: KEY } },
  stated: {
    taskPolicyStatements: [UPLOADS, { ...UPLOADS, Sid: "Mine", Effect: "Deny", Condition: CONDITION }],
    scaling: { queueName: "thumbnails" },
  },
  managed: { taskPolicies: { translate: POLICY_ARN } },
};

let resources: readonly Registered[];

beforeAll(async () => {
  const workers = Object.entries(WORKERS).map(([name, worker]) => ({ name, worker: true, ...worker }));
  const services = [{ name: "enterprise" }, ...workers];
  ({ resources } = await deployEnvironment(parseConfiguration({ ...MINIMAL, services }, "staging")));
});

/** What the application of a worker may do, by its own policy. */
function statementsOf(worker: keyof typeof WORKERS): unknown {
  const policy = all(resources, POLICY).find(({ name }) => name === `proofpix-staging-${worker}-task`);
  if (policy === undefined) return undefined;
  return (JSON.parse(String(policy.inputs.policy)) as { Statement: unknown }).Statement;
}

describe("what a service may do on AWS", () => {
  it("is nothing unless it is said", () => {
    expect(statementsOf("plain")).toBeUndefined();
  });

  it("is to work its queue off, where it has one", () => {
    expect(statementsOf("queued")).toEqual([CONSUMES]);
  });

  it("is to work off the queue of its partition", () => {
    const statements = queuePermissions(
      { queueName: "jobs", queueKeyArn: undefined },
      { region: "us-gov-west-1" },
      "123456789012",
    );

    return new Promise<void>((resolve) => {
      pulumi.output(statements).apply(([statement]) => {
        expect(statement?.Resource).toBe("arn:aws-us-gov:sqs:us-gov-west-1:123456789012:jobs");
        resolve();
      });
    });
  });

  it("is to decrypt what an encrypted queue holds, by way of the queue alone", () => {
    expect(statementsOf("encrypted")).toEqual([
      CONSUMES,
      {
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: KEY,
        Condition: { StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" } },
      },
    ]);
  });

  it("is what its statements say, beside the queue", () => {
    expect(statementsOf("stated")).toEqual([
      { Effect: "Allow", ...UPLOADS },
      { Sid: "Mine", Effect: "Deny", ...UPLOADS, Condition: CONDITION },
      CONSUMES,
    ]);
  });

  it("is what managed policies say", () => {
    const attached = all(resources, ATTACHMENT);

    expect(attached.find(({ name }) => name === "proofpix-staging-managed-task-translate")?.inputs).toMatchObject({
      policyArn: POLICY_ARN,
    });
  });
});

describe("a configuration of permissions", () => {
  const wrong = (service: object) => refused({ services: [{ name: "web", ...service }] });
  const statement = (changes: object) => wrong({ taskPolicyStatements: [{ ...UPLOADS, ...changes }] });
  const key = "proofpix:services[0]";

  it.each([
    ["every action", { Action: "*" }, "Action", "must be actions of a service"],
    ["every action of a service", { Action: ["s3:*"] }, "Action", 'got "s3:*"'],
    ["a bucket by its name", { Resource: "proofpix-uploads" }, "Resource", "must be ARNs"],
    ["nothing", { Action: [] }, "Action", "must be an action of a service, or a list of them, got []"],
    ["no resource", { Resource: undefined }, "Resource", 'is missing; add an ARN, a list of ARNs, or "*"'],
    ["a principal", { Principal: "*" }, "Principal", "is not a known key"],
    [
      "a number to compare with",
      { Condition: { NumericLessThan: { "s3:max-keys": 10 } } },
      'Condition.NumericLessThan["s3:max-keys"]',
      "a text in quotes",
    ],
  ])("is refused with %s", (_, changes, path, words) => {
    expect(statement(changes)).toEqual({
      [`${key}.taskPolicyStatements[0].${path}`]: expect.stringContaining(words) as string,
    });
  });

  it("is refused with a policy by its name", () => {
    expect(wrong({ taskPolicies: { read: "ReadOnlyAccess" } })).toEqual({
      [`${key}.taskPolicies.read`]: expect.stringContaining("the ARN of a managed policy") as string,
    });
  });

  it("is refused with a key without a queue, or of another region", () => {
    expect(wrong({ scaling: { queueKeyArn: KEY } })).toEqual({
      [`${key}.scaling.queueKeyArn`]: expect.stringContaining("means nothing without queueName") as string,
    });
    expect(wrong({ scaling: { queueName: "jobs", queueKeyArn: KEY.replace("eu-west-1", "us-east-1") } })).toEqual({
      [`${key}.scaling.queueKeyArn`]: expect.stringContaining(
        'a key of the queue\'s region, which is "eu-west-1"',
      ) as string,
    });
  });
});
