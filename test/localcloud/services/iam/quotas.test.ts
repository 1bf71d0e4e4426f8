import { describeRules, inLocalCloud, type TestCloud } from "../../support";
import { policy, READ_OBJECTS, serviceTrust } from "./policies";

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const POLICY = "aws:iam/policy:Policy";
const PROFILE = "aws:iam/instanceProfile:InstanceProfile";
const TASKS = { name: "tasks", assumeRolePolicy: serviceTrust("ecs-tasks") };

function managedPolicies(cloud: TestCloud, count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => cloud.create(POLICY, { name: `p${index}`, policy: READ_OBJECTS }).id,
  );
}

/** A policy of so many characters. */
function ofSize(characters: number): string {
  const empty = policy({ Action: "s3:GetObject", Resource: "arn:aws:s3:::" });
  return empty.replace("arn:aws:s3:::", (arn) => arn + "x".repeat(characters - empty.length));
}

function inline(...sizes: number[]) {
  return { inlinePolicies: sizes.map((size, index) => ({ name: `p${index}`, policy: ofSize(size) })) };
}

describeRules(ROLE, (cloud) => ({ managed: managedPolicies(cloud, 11), inputs: TASKS }), [
  [
    "an eleventh managed policy",
    ({ managed }) => ({ managedPolicyArns: managed }),
    ({ managed }) => ({ managedPolicyArns: managed.slice(1) }),
    "LimitExceeded",
    "Cannot exceed quota for PoliciesPerRole: 10, got 11 (managedPolicyArns)",
  ],
  [
    "more than its inline policies may hold together",
    inline(6_000, 4_241),
    inline(6_000, 4_240),
    "LimitExceeded",
    "Maximum policy size of 10240 bytes exceeded for role tasks, by 1 (inlinePolicies)",
  ],
  [
    "a trust policy with excluded principals",
    { assumeRolePolicy: policy({ NotPrincipal: { AWS: "123456789012" }, Action: "sts:AssumeRole" }) },
    { assumeRolePolicy: policy({ Principal: { AWS: "123456789012" }, Action: "sts:AssumeRole" }) },
    "MalformedPolicyDocument",
    "Has prohibited field NotPrincipal (assumeRolePolicy: Statement[0].NotPrincipal)",
  ],
]);

describeRules(
  ATTACHMENT,
  (cloud) => {
    const [own = "", last = "", ...others] = managedPolicies(cloud, 11);
    const role = cloud.create(ROLE, { ...TASKS, managedPolicyArns: [own] }).id;
    for (const policyArn of others) cloud.create(ATTACHMENT, { role, policyArn });
    return { own, inputs: { role, policyArn: last } };
  },
  [
    [
      "an eleventh managed policy, those of the role itself included",
      {},
      ({ own }) => ({ policyArn: own }),
      "LimitExceeded",
      "Cannot exceed quota for PoliciesPerRole: 10, got 11 (policyArn)",
    ],
  ],
);

describeRules(
  ROLE_POLICY,
  (cloud) => ({ inputs: { role: cloud.create(ROLE, { ...TASKS, ...inline(6_000) }).id, name: "more" } }),
  [
    [
      "more than the role's own policies leave",
      { policy: ofSize(4_241) },
      { policy: ofSize(4_240) },
      "LimitExceeded",
      "exceeded for role tasks, by 1 (policy)",
    ],
  ],
);

describe("a role that runs", () => {
  it("gets no more policies than its quotas allow", () => {
    const cloud = inLocalCloud();
    const role = cloud.create(ROLE, TASKS);
    cloud.create(ROLE_POLICY, { role: role.id, name: "beside", policy: ofSize(6_000) });
    for (const policyArn of managedPolicies(cloud, 10)) cloud.create(ATTACHMENT, { role: role.id, policyArn });
    const one = cloud.create(POLICY, { name: "one-more", policy: READ_OBJECTS }).id;

    expect(() => cloud.update(role, inline(4_241))).toThrow("by 1 (inlinePolicies)");
    expect(() => cloud.update(role, { managedPolicyArns: [one] })).toThrow("got 11 (managedPolicyArns)");
    expect(cloud.update(role, inline(4_240)).inputs).toMatchObject(inline(4_240));
  });
});

describeRules(POLICY, () => ({ inputs: { name: "read", policy: READ_OBJECTS } }), [
  [
    "resources of any service",
    { policy: policy({ Action: "s3:GetObject", Resource: "arn:aws:s*:::assets/*" }) },
    { policy: policy({ Action: "s3:GetObject", Resource: "arn:*:s3:::assets/*" }) },
    "MalformedPolicyDocument",
    "Resource vendor must be fully qualified and cannot contain regexes. (policy: Statement[0].Resource)",
  ],
  [
    "roles of a region",
    { policy: policy({ Action: "iam:PassRole", Resource: "arn:aws:iam:eu-west-1:123456789012:role/tasks" }) },
    { policy: policy({ Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/tasks" }) },
    "MalformedPolicyDocument",
    "cannot contain region information. (policy: Statement[0].Resource)",
  ],
]);

describe.each([
  [ROLE, TASKS],
  [POLICY, { name: "tasks", policy: READ_OBJECTS }],
  [PROFILE, { name: "tasks" }],
])("names of %s", (type, inputs) => {
  it("are not told apart by case", () => {
    const cloud = inLocalCloud();
    cloud.create(type, inputs);

    expect(() => cloud.create(type, { ...inputs, name: "Tasks" })).toThrow("Tasks");
    expect(cloud.create(type, { ...inputs, name: "Tasks-2" }).inputs.name).toBe("Tasks-2");
  });
});
