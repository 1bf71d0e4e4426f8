import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Children } from "../shared/children";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { CacheTransforms } from "./args";
import { userId } from "./names";
import type { CacheSettings } from "./settings";

/** Who may use the cache. */
export interface CacheUsers {
  readonly userGroup: aws.elasticache.UserGroup;
  /** The user of the clients. */
  readonly user: aws.elasticache.User;
  /** Password that clients should use. */
  readonly password: pulumi.Output<string>;
}

/**
 * Users and their group are of engine Redis, whatever the cache is: Valkey takes them as well, Redis takes no others,
 * and so a cache becomes Valkey without its users being replaced (Amazon ElastiCache User Guide, "Role-Based Access
 * Control").
 */
const ENGINE = "redis";
/** 62 characters to the power of 40: as random as a key of 238 bits. */
const PASSWORD_LENGTH = 40;

/**
 * Creates the user of the clients and, in the place of the one that ElastiCache gives every group and that may do
 * everything without a password, a default user who may do nothing.
 */
export function createUsers(children: Children<CacheTransforms>, settings: CacheSettings): CacheUsers {
  const { username, accessString, passwordVersion } = settings;
  const versions = passwordVersion === 1 ? [1] : [passwordVersion, passwordVersion - 1];
  const passwords = versions.map((version) => createPassword(children, `password-${version}`));
  const user = createUser(children, { role: "user", userName: username, accessString, passwords });
  const nobody = createUser(children, {
    role: "default",
    userName: "default",
    accessString: "off ~* -@all",
    passwords: [createPassword(children, "default-password")],
  });
  const userGroup = createUserGroup(children, [nobody, user]);
  return { userGroup, user, password: passwords[0] ?? pulumi.output("") };
}

/** Letters and digits only, which no client and no address has to escape. */
function createPassword({ name, parent, transform }: Children<CacheTransforms>, role: string): pulumi.Output<string> {
  const { result } = new random.RandomPassword(
    ...transformed<random.RandomPasswordArgs>(
      transform.password,
      `${name}-${role}`,
      { length: PASSWORD_LENGTH, special: false },
      { parent },
    ),
  );
  return pulumi.secret(result);
}

interface UserArgs {
  readonly role: string;
  readonly userName: string;
  readonly accessString: string;
  readonly passwords: readonly pulumi.Output<string>[];
}

function createUser(
  { name, parent, tags, transform }: Children<CacheTransforms>,
  { role, userName, accessString, passwords }: UserArgs,
): aws.elasticache.User {
  const logicalName = `${name}-${role}`;
  return new aws.elasticache.User(
    ...transformed<aws.elasticache.UserArgs>(
      transform.user,
      logicalName,
      {
        // Another name is another user, whom the old one's id would stand in the way of.
        userId: userId(name, userName),
        userName,
        engine: ENGINE,
        accessString,
        authenticationMode: { type: "password", passwords: [...passwords] },
        tags: namedTags(logicalName, tags),
      },
      { parent },
    ),
  );
}

function createUserGroup(
  { name, parent, tags, transform }: Children<CacheTransforms>,
  users: readonly aws.elasticache.User[],
): aws.elasticache.UserGroup {
  const logicalName = `${name}-users`;
  return new aws.elasticache.UserGroup(
    ...transformed<aws.elasticache.UserGroupArgs>(
      transform.userGroup,
      logicalName,
      {
        userGroupId: userId(name, "users"),
        engine: ENGINE,
        userIds: users.map((user) => user.userId),
        tags: namedTags(logicalName, tags),
      },
      { parent },
    ),
  );
}
