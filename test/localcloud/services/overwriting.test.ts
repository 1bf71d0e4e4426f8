import { describeWarnings, itWarns, type TestCloud } from "../support";
import type { Properties } from "../../../localcloud/model/values";
import { policy, READ_OBJECTS, serviceTrust } from "./iam/policies";

const ROLE = "aws:iam/role:Role";
const TOPIC = "aws:sns/topic:Topic";
const TASKS = { name: "tasks", assumeRolePolicy: serviceTrust("ecs-tasks") };

function owned(cloud: TestCloud): Record<"bucket" | "role" | "topic" | "policyArn", string> {
  return {
    bucket: cloud.create("aws:s3/bucket:Bucket", { bucket: "assets" }).id,
    role: cloud.create(ROLE, TASKS).id,
    topic: cloud.create(TOPIC, { name: "alarms" }).id,
    policyArn: cloud.create("aws:iam/policy:Policy", { name: "read", policy: READ_OBJECTS }).id,
  };
}

const RULES = [{ id: "expire", status: "Enabled", expiration: { days: 1 } }];
const ENCRYPTION = [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }];
const PUBLISH = policy({ Principal: { AWS: "123456789012" }, Action: "sns:Publish", Resource: "*" });
const DELIVERY = policy({ Principal: { Service: "es.amazonaws.com" }, Action: "logs:PutLogEvents", Resource: "*" });
const OF_BUCKET = policy({ Principal: { AWS: "123456789012" }, Action: "s3:*", Resource: "arn:aws:s3:::assets/*" });

type Owned = ReturnType<typeof owned>;

/** What AWS keeps once for its owner, and takes twice. */
const ONCE: readonly (readonly [type: string, inputs: (owned: Owned) => Properties])[] = [
  ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", ({ bucket }) => ({ bucket, rules: RULES })],
  [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    ({ bucket }) => ({ bucket, rules: ENCRYPTION }),
  ],
  [
    "aws:s3/bucketVersioning:BucketVersioning",
    ({ bucket }) => ({ bucket, versioningConfiguration: { status: "Enabled" } }),
  ],
  [
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    ({ bucket }) => ({ bucket, rule: { objectOwnership: "ObjectWriter" } }),
  ],
  ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", ({ bucket }) => ({ bucket })],
  ["aws:s3/bucketPolicy:BucketPolicy", ({ bucket }) => ({ bucket, policy: OF_BUCKET })],
  ["aws:s3/bucketLogging:BucketLogging", ({ bucket }) => ({ bucket, targetBucket: bucket, targetPrefix: "" })],
  ["aws:iam/rolePolicy:RolePolicy", ({ role }) => ({ role, name: "read", policy: READ_OBJECTS })],
  ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", ({ role, policyArn }) => ({ role, policyArn })],
  ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy", () => ({ policyName: "logs", policyDocument: DELIVERY })],
  ["aws:sns/topicPolicy:TopicPolicy", ({ topic }) => ({ arn: topic, policy: PUBLISH })],
  [
    "aws:sns/topicSubscription:TopicSubscription",
    ({ topic }) => ({ topic, protocol: "email", endpoint: "team@example.com" }),
  ],
];

describe.each(ONCE)("a second %s", (type, inputs) => {
  itWarns(
    "what becomes of the first",
    (cloud) => {
      const its = inputs(owned(cloud));
      cloud.create(type, its);
      cloud.create(type, its);
    },
    "the deletion of either takes both away",
  );
});

function inline(...names: string[]) {
  return { inlinePolicies: names.map((name) => ({ name, policy: READ_OBJECTS })) };
}

describeWarnings(ROLE, () => ({ inputs: TASKS }), [
  ["two inline policies of one name", inline("read", "read"), inline("read", "list"), "called read (inlinePolicies)"],
]);
