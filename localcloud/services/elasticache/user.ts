import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, text, texts, type Properties } from "../../model/values";
import { inLowerCase, refuseUnmodelled } from "../shared/inputs";
import { accessStringProblem } from "./access-string";

export const USER = "aws:elasticache/user:User";

/** Id and name of the user that every account has, and name of the one that a group may have in its place. */
export const DEFAULT_USER = "default";

const DOCUMENT = "Amazon ElastiCache API Reference, CreateUser";

export const user: ResourceType = {
  type: USER,
  mapping: { operation: "elasticache.CreateUser", inputs: { passwordsWo: null, passwordsWoVersion: null } },
  documentedLimits: {
    engine: [{ document: DOCUMENT, enum: ["redis", "valkey", "REDIS", "VALKEY"] }],
  },
  defaults: { noPasswordRequired: false },
  // The provider compares engines without regard to case.
  normalize: (inputs) => inLowerCase(inputs, "engine"),
  replaceOnChanges: ["userId", "userName", "region"],
  unique: {
    inputs: ["userId"],
    scope: "region",
    ignoresCase: true,
    code: "UserAlreadyExists",
    message: (id) => `User ${id} already exists.`,
  },
  rules: [
    refuseUnmodelled(["passwordsWo", "passwordsWoVersion"], "write-only passwords", "services/elasticache/user.ts"),
    refuseDefaultId,
    requireAuthentication,
    requirePasswords,
    requireIdAsName,
    requireAccessString,
  ],
  deletion: [refuseDefaultOfGroup],
  secrets: ["passwords", "passwordsWo", "authenticationMode"],
  make: ({ inputs, region, accountId }) => {
    const id = (text(inputs, "userId") ?? "").toLowerCase();
    return { id, computed: { arn: arn("elasticache", region, accountId, `user:${id}`) } };
  },
};

/** The ways in which a user proves who it is. */
export type AuthenticationType = "password" | "iam" | "no-password-required";

/** How a user authenticates; undefined where nothing is said. */
export function authenticationOf(inputs: Properties): AuthenticationType | undefined {
  const type = text(inputs, "authenticationMode.type");
  if (type !== undefined) return type as AuthenticationType;
  if (flag(inputs, "noPasswordRequired") === true) return "no-password-required";
  return passwordsOf(inputs).length > 0 ? "password" : undefined;
}

function passwordsOf(inputs: Properties): readonly string[] {
  return [...texts(inputs, "passwords"), ...texts(inputs, "authenticationMode.passwords")];
}

/** Amazon ElastiCache User Guide, "Role-Based Access Control": ElastiCache makes this user itself. */
function refuseDefaultId({ inputs }: Operation): void {
  if (text(inputs, "userId")?.toLowerCase() !== DEFAULT_USER) return;
  refuse("UserAlreadyExists", `User ${DEFAULT_USER} already exists.`, "userId");
}

function requireAuthentication({ inputs }: Operation): void {
  const type = authenticationOf(inputs);
  if (type === undefined) {
    refuse(
      "InvalidParameterValue",
      "Input user authentication: a password, IAM or no password required has to be specified",
      "authenticationMode",
    );
  }
  if (type === "no-password-required" && text(inputs, "engine")?.toLowerCase() === "valkey") {
    refuse(
      "InvalidParameterCombination",
      "No password required is not supported for users of engine VALKEY",
      "authenticationMode, engine",
    );
  }
  if ((type === "password") === passwordsOf(inputs).length > 0) return;
  refuse(
    "InvalidParameterCombination",
    `Passwords are needed for authentication by password, and for no other, got ${type}`,
    "authenticationMode",
  );
}

/** The same page: "user password constraints when using RBAC". The message repeats no password. */
function requirePasswords({ inputs }: Operation): void {
  const passwords = passwordsOf(inputs);
  if (passwords.length > 2) refuse("InvalidParameterValue", "A user has at most two passwords", "passwords");
  if (passwords.every((password) => /^(?!.*[,"/@])[\x21-\x7e]{16,128}$/.test(password))) return;
  refuse(
    "InvalidParameterValue",
    'Passwords length must be between 16-128 characters, of printable ones without , " / and @.',
    "passwords",
  );
}

/** Amazon ElastiCache User Guide, "Authenticating with IAM". */
function requireIdAsName({ inputs }: Operation): void {
  if (authenticationOf(inputs) !== "iam" || text(inputs, "userId") === text(inputs, "userName")) return;
  refuse(
    "InvalidParameterCombination",
    "User Id and User name must be same for authentication type: iam",
    "userId, userName",
  );
}

function requireAccessString({ inputs }: Operation): void {
  const problem = accessStringProblem(text(inputs, "accessString") ?? "");
  if (problem !== undefined) refuse("InvalidParameterValue", problem, "accessString");
}

/** DeleteUser: others leave their groups when they are deleted. */
function refuseDefaultOfGroup(deleted: CloudResource, cloud: CloudReader): void {
  const group = cloud
    .ofType("aws:elasticache/userGroup:UserGroup")
    .find(({ inputs }) => texts(inputs, "userIds").includes(deleted.id));
  if (group === undefined || text(deleted.inputs, "userName") !== DEFAULT_USER) return;
  refuse(
    "DefaultUserAssociatedToUserGroup",
    `User ${deleted.id} is the default user of user group ${group.id} and can't be deleted.`,
    "userName",
  );
}
