import type { ArgumentProblems } from "../../../components/shared/validation";
import { shown } from "../problem";

/** The stack's name becomes part of the names of buckets and load balancers, which take the fewest characters. */
const ENVIRONMENT_NAME = /^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/;

/** A stack's name that AWS would refuse in the names of resources. */
export function checkEnvironmentName(environment: string, problems: ArgumentProblems): void {
  problems.require(
    ENVIRONMENT_NAME.test(environment),
    "the stack's name",
    `must be at most 32 lower-case letters, digits and hyphens, beginning with a letter, got ${shown(environment)}; create the stack under another name, for example "staging"`,
  );
}
