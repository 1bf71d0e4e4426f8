import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { policy, READ_OBJECTS, serviceTrust } from "./policies";

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const POLICY = "aws:iam/policy:Policy";
const TASKS = { name: "tasks", assumeRolePolicy: serviceTrust("ecs-tasks") };

const EXECUTION_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

describeLimits(ROLE_POLICY, [
  ["role", "arn:aws:iam::1:role/enterprise", "enterprise", "ValidationError", "at 'roleName'"],
  ["policy", "x".repeat(10_241), "x".repeat(10_240), "LimitExceeded", "Maximum policy size of 10240 bytes exceeded"],
]);

describeLimits(ATTACHMENT, [
  ["policyArn", "ReadOnlyAccess", "arn:aws:iam::aws:policy/x", "ValidationError", "greater than or equal to 20"],
]);

describeLimits(POLICY, [
  ["name", "x".repeat(129), "x".repeat(128), "ValidationError", "at 'policyName'"],
  ["policy", "x".repeat(6145), ` ${"x".repeat(6144)} `, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144"],
]);

describeRules(
  ROLE_POLICY,
  (cloud) => {
    const role = cloud.create(ROLE, TASKS).id;
    cloud.create(ROLE_POLICY, { role, name: "first", policy: ofSize(6_000) });
    return { inputs: { role, name: "second", policy: READ_OBJECTS } };
  },
  [
    [
      "a role that isn't there",
      { role: "none" },
      {},
      "NoSuchEntity",
      "The role with name none cannot be found. (role)",
    ],
    [
      "a principal",
      { policy: policy({ Principal: "*", Action: "s3:GetObject", Resource: "*" }) },
      { policy: policy({ Action: "s3:GetObject", Resource: "*" }) },
      "MalformedPolicyDocument",
      "Policy document should not specify a principal. (policy: Statement[0].Principal)",
    ],
    [
      "more characters than a role's inline policies may have together",
      { policy: ofSize(4_241) },
      { policy: ofSize(4_240) },
      "LimitExceeded",
      "Maximum policy size of 10240 bytes exceeded for role tasks, by 1 (policy)",
    ],
  ],
);

describe("a role's inline policy", () => {
  it("replaces the policy that has its name", () => {
    const cloud = inLocalCloud();
    const role = cloud.create(ROLE, TASKS).id;
    cloud.create(ROLE_POLICY, { role, name: "only", policy: ofSize(6_000) });
    const second = cloud.create(ROLE_POLICY, { role, name: "only", policy: ofSize(6_001) });

    expect(second.id).toBe("tasks:only");
    expect(cloud.update(second, { policy: READ_OBJECTS }).inputs.policy).toBe(READ_OBJECTS);
  });
});

describeRules(
  ATTACHMENT,
  (cloud) => {
    const policyArn = cloud.create(POLICY, { name: "read", policy: READ_OBJECTS }).id;
    return { inputs: { role: cloud.create(ROLE, TASKS).id, policyArn } };
  },
  [
    [
      "a role that isn't there",
      { role: "none" },
      {},
      "NoSuchEntity",
      "The role with name none cannot be found. (role)",
    ],
    [
      "a policy that isn't there",
      { policyArn: "arn:aws:iam::123456789012:policy/none" },
      {},
      "NoSuchEntity",
      "Policy arn:aws:iam::123456789012:policy/none does not exist or is not attachable. (policyArn)",
    ],
    [
      "a misspelt policy of AWS",
      { policyArn: EXECUTION_POLICY.replace("service-role/", "") },
      { policyArn: EXECUTION_POLICY },
      "NoSuchEntity",
      "does not exist or is not attachable",
    ],
    [
      "a policy of service-linked roles",
      { policyArn: "arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy" },
      { policyArn: "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers" },
      "NoSuchEntity",
      "is not attachable",
    ],
  ],
);

describeRules(
  POLICY,
  (cloud) => {
    cloud.create(POLICY, { name: "taken", policy: READ_OBJECTS });
    return { inputs: { name: "read", policy: READ_OBJECTS } };
  },
  [
    [
      "a name that another policy has",
      { name: "taken" },
      {},
      "EntityAlreadyExists",
      "A policy called taken already exists. Duplicate names are not allowed. (name)",
    ],
    [
      "a policy without action",
      { policy: policy({ Resource: "*" }) },
      { policy: policy({ NotAction: "iam:*", Resource: "*" }) },
      "MalformedPolicyDocument",
      "Policy statement must contain actions",
    ],
  ],
);

describe("a managed policy", () => {
  it("is known by its ARN", () => {
    const cloud = inLocalCloud();
    const managed = cloud.create(POLICY, { name: "read", path: "/enterprise/", policy: READ_OBJECTS });

    expect(managed.id).toBe("arn:aws:iam::123456789012:policy/enterprise/read");
    expect(cloud.outputs(managed).policyId).toMatch(/^ANPA[A-P]{17}$/);
  });

  itRefuses(
    "to be deleted while it is attached",
    (cloud) => {
      const managed = cloud.create(POLICY, { name: "read", policy: READ_OBJECTS });
      const role = cloud.create(ROLE, TASKS).id;
      const attachment = cloud.create(ATTACHMENT, { role, policyArn: managed.id });
      return {
        violation: () => {
          cloud.delete(managed);
        },
        neighbour: () => {
          cloud.delete(attachment);
          cloud.delete(managed);
        },
      };
    },
    "DeleteConflict",
    "Cannot delete a policy attached to entities.",
  );
});

/** A policy of so many characters, and white space that doesn't count. */
function ofSize(characters: number): string {
  const empty = policy({ Action: "s3:GetObject", Resource: "arn:aws:s3:::" });
  const filled = empty.replace("arn:aws:s3:::", (arn) => arn + "x".repeat(characters - empty.length));
  return JSON.stringify(JSON.parse(filled), undefined, 2);
}
