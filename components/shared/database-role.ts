import * as random from "@pulumi/random";
import type { Children } from "./children";
import { type Transform, transformed } from "./transform";
import type { ArgumentProblems } from "./validation";

const PASSWORD_LENGTH = 32;

/** PostgreSQL, "Identifiers and Key Words": what needs no quotes, at most 63 bytes. */
export const ROLE_NAME = /^[a-z_][a-z0-9_]{0,62}$/;
/** PostgreSQL, "Predefined Roles", and Amazon RDS User Guide, "Understanding PostgreSQL roles and permissions". */
const RESERVED_NAME = /^(?:pg_.*|rds.*|postgres|public|none)$/;

/** Records names of roles that PostgreSQL or RDS would refuse. */
export function checkRoleName(
  username: string,
  propertyPath: string,
  example: string,
  problems: ArgumentProblems,
): void {
  problems.require(
    ROLE_NAME.test(username) && !RESERVED_NAME.test(username),
    propertyPath,
    `must be 1 to 63 lower-case letters, digits and underscores, none of PostgreSQL's and RDS's own names, got ${JSON.stringify(username)}; choose a name such as ${JSON.stringify(example)}`,
  );
}

/** Generates the first password of a role. */
export function createRolePassword({
  name,
  parent,
  transform,
}: Children<{ readonly password?: Transform<random.RandomPasswordArgs> }>): random.RandomPassword {
  return new random.RandomPassword(
    ...transformed<random.RandomPasswordArgs>(
      transform.password,
      `${name}-password`,
      // Letters and digits need no escape, wherever a program puts them.
      { length: PASSWORD_LENGTH, special: false, minLower: 1, minUpper: 1, minNumeric: 1 },
      { parent },
    ),
  );
}
