import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, itRefuses, refusalOf } from "../../support";
import { cached, PASSWORD, REPLICATION_GROUP, user, USER, USER_GROUP, users } from "./cached";

const withPasswords = (...passwords: readonly string[]) => ({ authenticationMode: { type: "password", passwords } });

describeLimits(USER, [
  ["userId", "8-sessions", "sessions-8", "InvalidParameterValue", "userId"],
  ["engine", "memcached", "valkey", "InvalidParameterValue", "engine"],
  ["authenticationMode.type", "token", "iam", "InvalidParameterValue", "type"],
]);

describeRules(
  USER,
  (cloud) => {
    user(cloud, "taken", "taken");
    return {
      inputs: {
        userId: "application",
        userName: "application",
        engine: "redis",
        accessString: "on ~* +@all",
        ...withPasswords(PASSWORD),
      },
    };
  },
  [
    ["an id that another has", { userId: "Taken" }, { userId: "taken-2" }, "UserAlreadyExists", "(userId)"],
    ["the id of the user that is there", { userId: "default" }, {}, "UserAlreadyExists", "(userId)"],
    [
      "a user of whom nothing says how they authenticate",
      { authenticationMode: undefined },
      { authenticationMode: undefined, passwords: [PASSWORD] },
      "InvalidParameterValue",
      "(authenticationMode)",
    ],
    [
      "a user of Valkey without a password",
      { engine: "valkey", authenticationMode: undefined, noPasswordRequired: true },
      { authenticationMode: undefined, noPasswordRequired: true },
      "InvalidParameterCombination",
      "not supported for users of engine VALKEY (authenticationMode, engine)",
    ],
    [
      "a password beside IAM",
      { authenticationMode: { type: "iam", passwords: [PASSWORD] } },
      { authenticationMode: { type: "iam" } },
      "InvalidParameterCombination",
      "(authenticationMode)",
    ],
    [
      "IAM for a user whose name is not the id",
      { userName: "app", authenticationMode: { type: "iam" } },
      { userName: "app" },
      "InvalidParameterCombination",
      "must be same for authentication type: iam (userId, userName)",
    ],
    [
      "a short password",
      withPasswords("x".repeat(15)),
      withPasswords("x".repeat(16)),
      "InvalidParameterValue",
      "16-128 characters",
    ],
    ["a password with a comma", withPasswords(`${PASSWORD},`), {}, "InvalidParameterValue", "(passwords)"],
    [
      "three passwords",
      withPasswords(PASSWORD, `${PASSWORD}2`, `${PASSWORD}3`),
      withPasswords(PASSWORD, `${PASSWORD}2`),
      "InvalidParameterValue",
      "at most two passwords",
    ],
    [
      "a password in the access string",
      { accessString: `on >${PASSWORD} ~* +@all` },
      { accessString: "on ~* &* +@all -@dangerous +info" },
      "InvalidParameterValue",
      "can't be specified (accessString)",
    ],
    [
      "an access string that doesn't parse",
      { accessString: "on * +@all" },
      { accessString: "on ~app::* -@all +@read" },
      "InvalidParameterValue",
      "syntax error in rule '*' (accessString)",
    ],
  ],
);

it("repeats no password", () => {
  const secret = "sh0rt-s3cret";
  const refused = (changes: object) => () => {
    user(inLocalCloud(), "application", "application", { ...changes });
  };

  expect(refusalOf(refused(withPasswords(secret)))).not.toContain(secret);
  expect(refusalOf(refused({ accessString: `on >${secret}` }))).not.toContain(secret);
});

it("hides passwords", () => {
  expect(inLocalCloud().cloud.typeOf(USER).secrets).toEqual(["passwords", "passwordsWo", "authenticationMode"]);
});

describeRules(
  USER_GROUP,
  (cloud) => ({
    ...users(cloud),
    anotherDefault: user(cloud, "other-default", "default"),
    open: user(cloud, "open", "open", { authenticationMode: undefined, noPasswordRequired: true }),
    ofValkey: user(cloud, "of-valkey", "of-valkey", { engine: "valkey" }),
    inputs: { userGroupId: "reports", engine: "redis", userIds: ["sessions-default", "sessions-application"] },
  }),
  [
    ["an id that another has", { userGroupId: "sessions" }, {}, "UserGroupAlreadyExists", "(userGroupId)"],
    [
      "a user who isn't there",
      { userIds: ["sessions-default", "nobody"] },
      {},
      "UserNotFound",
      "User nobody not found. (userIds[1])",
    ],
    [
      "a group of engine Redis without a default user",
      { userIds: ["sessions-application"] },
      { userIds: ["sessions-application"], engine: "valkey" },
      "DefaultUserRequired",
      "User group needs to contain a user with the user name default. (userIds)",
    ],
    [
      "two users of one name",
      { userIds: ["sessions-default", "other-default"] },
      { userIds: ["other-default", "sessions-application"] },
      "DuplicateUserName",
      "same user name: default",
    ],
    [
      "a user of Valkey in a group of engine Redis",
      { userIds: ["sessions-default", "of-valkey"] },
      { userIds: ["sessions-default", "of-valkey"], engine: "VALKEY" },
      "InvalidParameterCombination",
      "have to be of engine REDIS: of-valkey",
    ],
    [
      "a user without a password in a group of engine Valkey",
      { userIds: ["open"], engine: "valkey" },
      { userIds: ["sessions-default", "open"] },
      "InvalidParameterCombination",
      "authenticate by password or IAM: open",
    ],
    [
      "the default user that is there in a group of engine Valkey",
      { userIds: ["default"], engine: "valkey" },
      { userIds: ["default"] },
      "InvalidParameterCombination",
      "authenticate by password or IAM: default",
    ],
  ],
);

itRefuses(
  "the deletion of the default user of a group",
  (cloud) => {
    const { defaultUserId, userId } = users(cloud);
    const remove = (id: string) => () => {
      const found = cloud.cloud.state.find(USER, id);
      if (found !== undefined) cloud.delete(found);
    };
    return { violation: remove(defaultUserId), neighbour: remove(userId) };
  },
  "DefaultUserAssociatedToUserGroup",
  "(userName)",
);

itRefuses(
  "the deletion of a user group that is in use",
  (cloud) => {
    const { userGroup } = users(cloud);
    const replicationGroup = cloud.create(REPLICATION_GROUP, { ...cached(cloud).inputs, userGroupIds: ["sessions"] });
    const remove = () => {
      cloud.delete(userGroup);
    };
    const neighbour = () => {
      cloud.delete(replicationGroup);
      remove();
    };
    return { violation: remove, neighbour };
  },
  "InvalidUserGroupState",
  "(used by sessions)",
);

it("names users and groups by their ids", () => {
  const cloud = inLocalCloud();
  const { userGroup } = users(cloud);

  expect(cloud.outputs(userGroup)).toMatchObject({
    id: "sessions",
    arn: "arn:aws:elasticache:eu-west-1:123456789012:usergroup:sessions",
  });
  expect(user(cloud, "Reports", "reports")).toBe("reports");
});
