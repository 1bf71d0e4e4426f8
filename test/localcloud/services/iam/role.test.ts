import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { policy, READ_OBJECTS, serviceTrust } from "./policies";

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const TASKS = { name: "tasks", assumeRolePolicy: serviceTrust("ecs-tasks") };

const EXECUTION_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

function trusting(role: string): string {
  return policy({ Principal: { AWS: `arn:aws:iam::123456789012:role/${role}` }, Action: "sts:AssumeRole" });
}

describeLimits(ROLE, [
  [
    "name",
    "x".repeat(65),
    "x".repeat(64),
    "ValidationError",
    "at 'roleName' failed to satisfy constraint: Member must have length less",
  ],
  ["name", "enterprise/task", "enterprise@task", "ValidationError", "regular expression pattern: [\\w+=,.@-]+"],
  ["namePrefix", "x".repeat(39), "x".repeat(38), "ValidationError", "less than or equal to 38"],
  ["maxSessionDuration", 3599, 3600, "ValidationError", "greater than or equal to 3600"],
  ["maxSessionDuration", 43_201, 43_200, "ValidationError", "less than or equal to 43200"],
  ["path", "proofpix/", "/proofpix/", "ValidationError", "at 'path'"],
  ["description", "rôle —", "rôle", "ValidationError", "at 'description'"],
  [
    "assumeRolePolicy",
    `{${"x".repeat(2047)}}`,
    `{${"x".repeat(2046)}} \n`,
    "LimitExceeded",
    "Cannot exceed quota for ACLSizePerRole: 2048",
  ],
  ["managedPolicyArns[0]", "ReadOnlyAccess", "arn:aws:iam::aws:policy/x", "ValidationError", "at 'policyArn'"],
  ["inlinePolicies[0].name", "read secrets", "read-secrets", "ValidationError", "at 'policyName'"],
]);

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

  it("refuses an update to a policy that AWS refuses", () => {
    const cloud = inLocalCloud();
    const role = cloud.create(ROLE, TASKS);

    expect(cloud.update(role, { description: "Starts tasks" }).inputs.description).toBe("Starts tasks");
    expect(() => cloud.update(role, { assumeRolePolicy: "{}" })).toThrow("it has no statement");
  });

  itRefuses(
    "to be deleted before its inline policies",
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
    "to be deleted while policies are attached",
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
