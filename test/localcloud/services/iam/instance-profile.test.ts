import { describeLimits } from "../../limits/inputs";
import { describeRules, describeWarnings, inLocalCloud, itRefuses } from "../../support";
import { serviceTrust } from "./policies";

const PROFILE = "aws:iam/instanceProfile:InstanceProfile";
const ROLE = "aws:iam/role:Role";
const INSTANCES = { name: "instances", assumeRolePolicy: serviceTrust("ec2") };

describeLimits(PROFILE, [["name", "x".repeat(129), "x".repeat(128), "ValidationError", "at 'instanceProfileName'"]]);

describeRules(
  PROFILE,
  (cloud) => {
    cloud.create(ROLE, INSTANCES);
    cloud.create(ROLE, { name: "tasks", assumeRolePolicy: serviceTrust("ecs-tasks") });
    cloud.create(PROFILE, { name: "taken" });
    return { inputs: { name: "instances", role: "instances" } };
  },
  [
    [
      "a name that another profile has",
      { name: "taken" },
      {},
      "EntityAlreadyExists",
      "Instance Profile taken already exists. (name)",
    ],
    [
      "a role that isn't there",
      { role: "none" },
      { role: undefined },
      "NoSuchEntity",
      "The role with name none cannot",
    ],
  ],
);

describeWarnings(
  PROFILE,
  (cloud) => {
    cloud.create(ROLE, INSTANCES);
    cloud.create(ROLE, { name: "tasks", assumeRolePolicy: serviceTrust("ecs-tasks") });
    cloud.create(PROFILE, { name: "taken" });
    return { inputs: { name: "instances", role: "instances" } };
  },
  [
    [
      "a role that instances can't assume",
      { role: "tasks" },
      { role: "instances" },
      "The role tasks can't be assumed by ec2.amazonaws.com (role)",
    ],
  ],
);

describe("an instance profile", () => {
  it("is known by its name, with an ARN that holds its path", () => {
    const cloud = inLocalCloud();
    const profile = cloud.create(PROFILE, { name: "instances", path: "/enterprise/" });

    expect(profile.id).toBe("instances");
    expect(cloud.outputs(profile)).toMatchObject({
      arn: "arn:aws:iam::123456789012:instance-profile/enterprise/instances",
      name: "instances",
      uniqueId: expect.stringMatching(/^AIPA[A-P]{17}$/) as string,
    });
  });

  itRefuses(
    "the deletion of its role",
    (cloud) => {
      const role = cloud.create(ROLE, INSTANCES);
      const profile = cloud.create(PROFILE, { name: "instances", role: role.id });
      return {
        violation: () => {
          cloud.delete(role);
        },
        neighbour: () => {
          cloud.delete(profile);
          cloud.delete(role);
        },
      };
    },
    "DeleteConflict",
    "Cannot delete entity, must remove roles from instance profile first. (used by instances)",
  );
});
