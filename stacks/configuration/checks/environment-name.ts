import type { ArgumentProblems } from "../../../components/shared/validation";
import { shown } from "../problem";

/** The stack's name becomes part of the names of buckets and load balancers, which take the fewest characters. */
const ENVIRONMENT_NAME = /^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/;

/** The account's own stack, whose names an environment of that name would have, too. */
const TAKEN = "bootstrap";

/**
 * A stack's name that AWS would refuse in the names of resources.
 * @returns whether it is right.
 */
export function checkEnvironmentName(environment: string, problems: ArgumentProblems): boolean {
  const isName = ENVIRONMENT_NAME.test(environment);
  problems.require(
    isName,
    "the stack's name",
    `must be at most 32 lower-case letters, digits and hyphens, beginning with a letter, got ${shown(environment)}; create the stack under another name, for example "staging"`,
  );
  problems.require(
    environment !== TAKEN,
    "the stack's name",
    `must not be ${shown(TAKEN)}, the stack that an account needs once: both would have the same names; create the stack under another name, for example "staging"`,
  );
  return isName && environment !== TAKEN;
}
