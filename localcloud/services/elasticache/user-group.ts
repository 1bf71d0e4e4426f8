import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text, texts, type Properties } from "../../model/values";
import { inLowerCase } from "../shared/inputs";
import { authenticationOf, DEFAULT_USER, USER } from "./user";

export const USER_GROUP = "aws:elasticache/userGroup:UserGroup";

const DOCUMENT = "Amazon ElastiCache API Reference, CreateUserGroup";

export const userGroup: ResourceType = {
  type: USER_GROUP,
  mapping: { operation: "elasticache.CreateUserGroup" },
  documentedLimits: {
    engine: [{ document: DOCUMENT, enum: ["redis", "valkey", "REDIS", "VALKEY"] }],
    userGroupId: [
      { document: "Amazon ElastiCache User Guide, Role-Based Access Control", pattern: "^[a-zA-Z][a-zA-Z0-9-]*$" },
    ],
  },
  // The provider compares engines without regard to case.
  normalize: (inputs) => inLowerCase(inputs, "engine"),
  replaceOnChanges: ["engine", "userGroupId", "region"],
  unique: {
    inputs: ["userGroupId"],
    scope: "region",
    ignoresCase: true,
    code: "UserGroupAlreadyExists",
    message: (id) => `User Group ${id} already exists.`,
  },
  references: [
    {
      input: "userIds[]",
      to: [USER],
      inRegion: true,
      missing: { code: "UserNotFound", message: (id) => `User ${id} not found.` },
      ignores: (id) => id === DEFAULT_USER,
    },
  ],
  rules: [requireDefaultUser, refuseSameNames, requireUsersOfEngine],
  make: ({ inputs, region, accountId }) => {
    const id = (text(inputs, "userGroupId") ?? "").toLowerCase();
    return { id, computed: { arn: arn("elasticache", region, accountId, `usergroup:${id}`) } };
  },
};

/** Whether a user or a group of users is of engine Valkey. */
export function isOfValkey(inputs: Properties): boolean {
  return text(inputs, "engine")?.toLowerCase() === "valkey";
}

function usersOf({ inputs, cloud }: Operation): CloudResource[] {
  return texts(inputs, "userIds").flatMap((id) => cloud.find(USER, id) ?? []);
}

/** Names of a group's users; the user that every account has is called as its id. */
function namesOf(operation: Operation): string[] {
  const own = usersOf(operation).map(({ inputs }) => text(inputs, "userName") ?? "");
  return texts(operation.inputs, "userIds").includes(DEFAULT_USER) ? [...own, DEFAULT_USER] : own;
}

/** CreateUserGroup, DefaultUserRequired; a group of engine Valkey needs none. */
function requireDefaultUser(operation: Operation): void {
  if (isOfValkey(operation.inputs) || namesOf(operation).includes(DEFAULT_USER)) return;
  refuse("DefaultUserRequired", "User group needs to contain a user with the user name default.", "userIds");
}

/** CreateUserGroup, DuplicateUserName. */
function refuseSameNames(operation: Operation): void {
  const names = namesOf(operation);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  refuse("DuplicateUserName", `User group cannot contain users with same user name: ${twice}.`, "userIds");
}

/**
 * Amazon ElastiCache User Guide, "Role-Based Access Control": a group of engine Redis has users of its engine, one of
 * engine Valkey any that authenticate.
 */
function requireUsersOfEngine(operation: Operation): void {
  const isFit = isOfValkey(operation.inputs) ? isAuthenticated : isOfRedis;
  const unfit = usersOf(operation).find((each) => !isFit(each));
  const hasBuiltIn = texts(operation.inputs, "userIds").includes(DEFAULT_USER) && isOfValkey(operation.inputs);
  if (unfit === undefined && !hasBuiltIn) return;
  const id = unfit?.id ?? DEFAULT_USER;
  const reason = isOfValkey(operation.inputs) ? "authenticate by password or IAM" : "be of engine REDIS";
  refuse("InvalidParameterCombination", `Users of this user group have to ${reason}: ${id}`, "userIds, engine");
}

function isAuthenticated({ inputs }: CloudResource): boolean {
  return authenticationOf(inputs) !== "no-password-required";
}

function isOfRedis({ inputs }: CloudResource): boolean {
  return !isOfValkey(inputs);
}
