import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { policy, READ_OBJECTS, serviceTrust } from "./policies";

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const POLICY = "aws:iam/policy:Policy";

const TASKS = { name: "tasks", assumeRolePolicy: serviceTrust("ecs-tasks") };
const EXECUTION_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

function trusting(role: string): string {
  return policy({ Principal: { AWS: `arn:aws:iam::123456789012:role/${role}` }, Action: "sts:AssumeRole" });
}

describeRules(
  ROLE,
  (cloud) => {
    cloud.create(ROLE, { ...TASKS, name: "taken" });
    return { inputs: TASKS };
  },
  [
    [
      "tags whose keys differ in case only",
      { tags: { Owner: "platform", owner: "platform" } },
      { tags: { Owner: "platform", owners: "platform" } },
      "InvalidInput",
      "Duplicate tag keys found. Please note that Tag keys are case insensitive. (tags)",
    ],
    ["no trust policy", { assumeRolePolicy: undefined }, {}, "ValidationError", "(assumeRolePolicy)"],
    [
      "a trust policy that doesn't parse",
      { assumeRolePolicy: "{" },
      { assumeRolePolicy: JSON.parse(TASKS.assumeRolePolicy) as object },
      "MalformedPolicyDocument",
      "This policy contains invalid Json",
    ],
    [
      "a service that isn't one",
      { assumeRolePolicy: serviceTrust("ecs-task") },
      { assumeRolePolicy: serviceTrust("ecs") },
      "MalformedPolicyDocument",
      'Invalid principal in policy: "SERVICE":"ecs-task.amazonaws.com" (assumeRolePolicy: Statement[0].Principal)',
    ],
    [
      "an action that isn't an assumption",
      { assumeRolePolicy: policy({ Principal: { Service: "ecs.amazonaws.com" }, Action: "sts:GetCallerIdentity" }) },
      {},
      "MalformedPolicyDocument",
      "AssumeRole policy may only specify STS AssumeRole actions",
    ],
    [
      "trust in a role that isn't there",
      { assumeRolePolicy: trusting("none") },
      { assumeRolePolicy: trusting("taken") },
      "MalformedPolicyDocument",
      'Invalid principal in policy: "AWS":"arn:aws:iam::123456789012:role/none"',
    ],
    [
      "a name that another role has",
      { name: "taken" },
      { name: "taken-too" },
      "EntityAlreadyExists",
      "Role with name taken already exists. (name)",
    ],
    [
      "an inline policy that doesn't parse",
      { inlinePolicies: [{ name: "read", policy: policy({ Action: "s3:GetObject" }) }] },
      { inlinePolicies: [{ name: "read", policy: READ_OBJECTS }] },
      "MalformedPolicyDocument",
      "Missing required field Resource (inlinePolicies[0].policy: Statement[0])",
    ],
    [
      "an inline policy without name",
      { inlinePolicies: [{ policy: READ_OBJECTS }] },
      { inlinePolicies: [{}] },
      "ValidationError",
      "(inlinePolicies[0].name)",
    ],
    [
      "a boundary that isn't there",
      { permissionsBoundary: "arn:aws:iam::aws:policy/PowerUser" },
      { permissionsBoundary: "arn:aws:iam::aws:policy/PowerUserAccess" },
      "NoSuchEntity",
      "(permissionsBoundary)",
    ],
  ],
);

describe("a role", () => {
  it("is known by its name, with an ARN that holds its path", () => {
    const cloud = inLocalCloud();
    const role = cloud.create(ROLE, { ...TASKS, path: "/enterprise/" });
    const prefixed = cloud.create(ROLE, { ...TASKS, name: undefined, namePrefix: "tasks-" });

    expect(role.id).toBe("tasks");
    expect(cloud.outputs(role)).toMatchObject({
      arn: "arn:aws:iam::123456789012:role/enterprise/tasks",
      name: "tasks",
      uniqueId: expect.stringMatching(/^AROA[A-P]{17}$/) as string,
    });
    expect(cloud.outputs(prefixed).name).toMatch(/^tasks-[0-9a-f]{26}$/);
  });

  it("can be changed to no policy that AWS refuses", () => {
    const cloud = inLocalCloud();
    const role = cloud.create(ROLE, TASKS);

    expect(cloud.update(role, { description: "Starts tasks" }).inputs.description).toBe("Starts tasks");
    expect(() => cloud.update(role, { assumeRolePolicy: "{}" })).toThrow("it has no statement");
  });

  itRefuses(
    "to go before its inline policies",
    (cloud) => {
      const role = cloud.create(ROLE, TASKS);
      const inline = cloud.create(ROLE_POLICY, { role: role.id, name: "read", policy: READ_OBJECTS });
      return {
        violation: () => {
          cloud.delete(role);
        },
        neighbour: () => {
          cloud.delete(inline);
          cloud.delete(role);
        },
      };
    },
    "DeleteConflict",
    "Cannot delete entity, must delete policies first. (used by tasks:read)",
  );

  itRefuses(
    "to go while policies are attached",
    (cloud) => {
      const role = cloud.create(ROLE, TASKS);
      const attachment = cloud.create(ATTACHMENT, { role: role.id, policyArn: EXECUTION_POLICY });
      return {
        violation: () => {
          cloud.delete(role);
        },
        neighbour: () => {
          cloud.delete(attachment);
          cloud.delete(role);
        },
      };
    },
    "DeleteConflict",
    "Cannot delete entity, must detach all policies first.",
  );
});

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
      "more than the role's policies may hold together",
      { policy: ofSize(4_241) },
      { policy: ofSize(4_240) },
      "LimitExceeded",
      "Maximum policy size of 10240 bytes exceeded for role tasks, by 1 (policy)",
    ],
  ],
);

/** A policy of so many characters, and white space that doesn't count. */
function ofSize(characters: number): string {
  const empty = policy({ Action: "s3:GetObject", Resource: "arn:aws:s3:::" });
  const filled = empty.replace("arn:aws:s3:::", (arn) => arn + "x".repeat(characters - empty.length));
  return JSON.stringify(JSON.parse(filled), undefined, 2);
}

describe("a role's inline policy", () => {
  it("takes the place of one with its name", () => {
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
    "to go while it is attached",
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
