import type * as pulumi from "@pulumi/pulumi";
import { MANAGED_POLICY_ARN, STATEMENT_RESOURCE_ARN } from "../shared/arn";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { PolicyStatementInput } from "../shared/policy-document";
import type { ContainerServiceArgs } from "./args";
import { LONGEST_POLICIES } from "./policy-size";

/** IAM User Guide, "IAM JSON policy elements: Action", with wildcards; not every action of a service, nor of all. */
const ACTION = /^[a-z0-9-]+:[A-Za-z0-9*?]*[A-Za-z0-9?][A-Za-z0-9*?]*$/;
const POLICY_NAME = /^[A-Za-z0-9][\w-]*$/;

/** The most that the quota "managed policies attached to an IAM role" may be raised to (the same page). */
const MOST_MANAGED_POLICIES = 25;

/** Records permissions of the application that IAM would refuse, or that allow more than anybody can mean. */
export function validateTaskPolicies(
  { taskPolicies = {}, taskPolicyStatements = [] }: Pick<ContainerServiceArgs, "taskPolicies" | "taskPolicyStatements">,
  problems: ArgumentProblems,
): void {
  validateManagedPolicies(taskPolicies, problems);
  taskPolicyStatements.forEach((statement, index) => {
    validateStatement(statement, `taskPolicyStatements[${index}]`, problems);
  });
  const length = JSON.stringify(taskPolicyStatements.map(knownPart)).length;
  problems.require(
    length <= LONGEST_POLICIES,
    "taskPolicyStatements",
    `must be ${LONGEST_POLICIES} characters together at most, which IAM takes in a role, got ${length}; put some into a managed policy and name that in taskPolicies`,
  );
}

/** A statement without what isn't known yet. */
function knownPart(input: PolicyStatementInput): object {
  const elements = Object.entries(literal(input) ?? {}) as [string, pulumi.Input<unknown>][];
  return Object.fromEntries(elements.map(([element, value]) => [element, literal(value)]));
}

function validateManagedPolicies(
  policies: NonNullable<ContainerServiceArgs["taskPolicies"]>,
  problems: ArgumentProblems,
): void {
  const count = Object.keys(policies).length;
  problems.require(
    count <= MOST_MANAGED_POLICIES,
    "taskPolicies",
    `must be ${MOST_MANAGED_POLICIES} at most, the most that IAM attaches to a role, got ${count}`,
  );
  for (const [name, policy] of Object.entries(policies)) {
    const policyArn = literal(policy);
    problems.require(
      POLICY_NAME.test(name),
      `taskPolicies.${name}`,
      "must be named by letters, digits, hyphens and underscores",
    );
    requireOnce(problems, name, policies);
    problems.require(
      policyArn === undefined || MANAGED_POLICY_ARN.test(policyArn),
      `taskPolicies.${name}`,
      `must be the ARN of a managed policy (arn:aws:iam::<account or aws>:policy/<name>), got ${JSON.stringify(policyArn)}`,
    );
  }
}

/**
 * Records a policy that has two names. AWS attaches it to the role once, so that removing one name would detach it for
 * the other too.
 */
function requireOnce(
  problems: ArgumentProblems,
  name: string,
  policies: NonNullable<ContainerServiceArgs["taskPolicies"]>,
): void {
  const policyArn = literal(policies[name]);
  const [first = name] = Object.keys(policies).filter((other) => literal(policies[other]) === policyArn);
  problems.require(
    policyArn === undefined || first === name,
    `taskPolicies.${name}`,
    `names the same policy as taskPolicies.${first}, got ${JSON.stringify(policyArn)}; leave one of the two out`,
  );
}

function validateStatement(input: PolicyStatementInput, path: string, problems: ArgumentProblems): void {
  const statement = literal(input);
  if (statement === undefined) return;
  const actions = textsIn(literal(statement.Action));
  const resources = textsIn(literal(statement.Resource));
  problems.require(
    statement.Resource !== undefined,
    `${path}.Resource`,
    `must name what the actions are allowed on, got nothing; list ARNs, or "*" for actions that have no resources`,
  );
  if (literal(statement.Effect) === "Deny") return; // what is forbidden may be everything
  for (const action of actions) {
    problems.require(
      ACTION.test(action),
      `${path}.Action`,
      `must be actions of a service, such as "s3:GetObject", and not all that it has, got ${JSON.stringify(action)}; list what the application calls`,
    );
  }
  for (const resource of resources) {
    problems.require(
      resource === "*" || STATEMENT_RESOURCE_ARN.test(resource),
      `${path}.Resource`,
      `must be ARNs, such as "arn:aws:s3:::bucket/*", or "*" for actions that have no resources, got ${JSON.stringify(resource)}`,
    );
  }
  problems.require(
    !actions.some((action) => action.toLowerCase() === "iam:passrole") || !resources.includes("*"),
    `${path}.Resource`,
    'must name the roles that iam:PassRole may pass, got "*", by which the application would have the rights of every role',
  );
}

function textsIn(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}
