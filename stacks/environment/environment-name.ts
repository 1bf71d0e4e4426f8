import type { ArgumentProblems } from "../../components/shared/validation";
import { shown } from "../configuration/problem";

/** The stack's name becomes part of the names of buckets and load balancers, which take the fewest characters. */
const ENVIRONMENT_NAME = /^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/;

/** The bootstrap stack's name. An environment of that name would have the same names of resources. */
const TAKEN = "bootstrap";

/** Whether a stack's name can be part of the names of resources. */
export function isEnvironmentName(environment: string): boolean {
  return ENVIRONMENT_NAME.test(environment) && environment !== TAKEN;
}

/** Records a stack's name that AWS would refuse in the names of resources, or that the bootstrap stack has. */
export function checkEnvironmentName(environment: string, problems: ArgumentProblems): void {
  problems.require(
    ENVIRONMENT_NAME.test(environment),
    "the stack's name",
    `must be at most 32 lower-case letters, digits and hyphens, beginning with a letter, got ${shown(environment)}; create the stack under another name, for example "staging"`,
  );
  problems.require(
    environment !== TAKEN,
    "the stack's name",
    `must not be ${shown(TAKEN)}, the stack that an account needs once: both would have the same names; create the stack under another name, for example "staging"`,
  );
}
