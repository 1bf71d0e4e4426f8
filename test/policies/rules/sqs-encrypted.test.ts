import { sqsEncrypted as rule } from "../../../policies/rules/sqs-encrypted";
import { describeRule, judge, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const TLS_ONLY = {
  Effect: "Deny",
  Principal: "*",
  Action: "sqs:*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const FROM_ANYONE = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage" };

function queue(properties: TestResource["properties"]): TestResource {
  return resource("aws:sqs/queue:Queue", "jobs", properties);
}

function policy(...statements: readonly object[]): TestResource {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  return resource("aws:sqs/queuePolicy:QueuePolicy", "access", { queueUrl: UNKNOWN, policy: text });
}

function fromAnyone(operator: string, key: string, value: unknown): object {
  return { ...FROM_ANYONE, Condition: { [operator]: { [key]: value } } };
}

describeRule(rule, {
  accepts: {
    "a queue with a key of one's own": {
      given: queue({ sqsManagedSseEnabled: false, kmsMasterKeyId: "alias/queues" }),
    },
    "a policy that names its principals and asks for TLS": {
      given: policy(TLS_ONLY, { ...FROM_ANYONE, Principal: { AWS: "arn:aws:iam::123456789012:root" } }),
    },
    "a policy that lets everybody in over TLS, which resource-policies-confined reports": {
      given: policy(TLS_ONLY, FROM_ANYONE),
    },
    "a policy for a service's events, narrowed to their source": {
      given: policy(TLS_ONLY, fromAnyone("ArnLike", "AWS:SourceArn", "arn:aws:s3:::uploads")),
    },
    "other resources": { given: resource("aws:sqs/redrivePolicy:RedrivePolicy", "redrive", {}) },
  },
  refuses: {
    "a queue whose encryption is off": {
      given: queue({ sqsManagedSseEnabled: false }),
      violations: ["jobs: sqsManagedSseEnabled is false: messages lie on disks as plain text; allowed: true"],
    },
    "a lone statement, outside a list": {
      given: queue({
        policy: JSON.stringify({ Statement: { ...FROM_ANYONE, Principal: { Service: "s3.amazonaws.com" } } }),
      }),
      violations: ["jobs: policy statement on aws:SecureTransport is not set: nothing refuses requests without TLS"],
    },
  },
  boundaries: {
    "encryption off in text, with an empty key": {
      given: queue({ sqsManagedSseEnabled: "false", kmsMasterKeyId: "" }),
      violations: ["jobs: sqsManagedSseEnabled is false"],
    },
    "a TLS condition that holds for some only": {
      given: policy({ ...TLS_ONLY, Principal: { AWS: "arn:aws:iam::123456789012:root" } }),
      violations: ["access: policy statement on aws:SecureTransport is not set: nothing refuses requests without TLS"],
    },
  },
  missing: {
    "nothing said, which SQS encrypts": { given: queue({}) },
    "a policy without statements": { given: policy() },
  },
  unknown: {
    "an unknown key": {
      given: queue({ sqsManagedSseEnabled: false, kmsMasterKeyId: UNKNOWN }),
      remarks: ["jobs: Not determinable yet: kmsMasterKeyId isn't known"],
    },
    "a policy with the queue's ARN in it": {
      given: queue({ policy: UNKNOWN }),
      remarks: ["jobs: Not determinable yet: policy isn't known"],
    },
  },
  production: set(of("aws:sqs/queue:Queue", "jobs"), { kmsMasterKeyId: undefined, sqsManagedSseEnabled: false }),
});

it("can turn encryption on, where its level is set to that", async () => {
  const { remedied } = await judge(rule, queue({ sqsManagedSseEnabled: false }), { level: "remediate" });

  expect(remedied).toEqual({ jobs: { sqsManagedSseEnabled: true } });
});
