import { parseArn } from "../../../components/shared/arn";
import { isProperties, type Properties } from "../../model/values";
import { fail, listOf, textsOf } from "./policy-error";
import { parsePrincipals, type Principal } from "./policy-principal";

/**
 * What a policy is attached to, which decides its grammar: an identity, a role as its trust policy, a resource that the
 * policy names, or an ECR repository, which it can't name.
 */
export type PolicyKind = "identity" | "trust" | "resource" | "repository";

/** One statement, with single values as lists. */
export interface PolicyStatement {
  readonly effect: "Allow" | "Deny";
  readonly principals: readonly Principal[];
  readonly notPrincipals: readonly Principal[];
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly conditions: readonly PolicyCondition[];
}

const ELEMENTS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

type Presence = "required" | "forbidden";

/** Elements that a statement of each kind of policy requires or forbids. */
const GRAMMARS: Readonly<Record<PolicyKind, { readonly principal: Presence; readonly resource: Presence }>> = {
  identity: { principal: "forbidden", resource: "required" },
  trust: { principal: "required", resource: "forbidden" },
  resource: { principal: "required", resource: "required" },
  repository: { principal: "required", resource: "forbidden" },
};

/** Actions of trust policies (IAM User Guide, "Roles terms and concepts", role trust policy). */
const TRUST_ACTIONS =
  /^sts:(AssumeRole|AssumeRoleWithSAML|AssumeRoleWithWebIdentity|TagSession|SetSourceIdentity|SetContext)$/i;

/** Identity and trust policies allow letters and digits only; services allow more in their resource policies. */
const STATEMENT_ID = /^[0-9A-Za-z]*$/;

/** @throws {PolicyError} for the first thing that is wrong with the statement. */
export function parseStatement(statement: unknown, kind: PolicyKind, path: string): PolicyStatement {
  if (!isProperties(statement)) fail("Syntax errors in policy: a statement must be a JSON object", path);
  const unknown = Object.keys(statement).find((element) => !ELEMENTS.includes(element));
  if (unknown !== undefined) fail(`Syntax errors in policy: '${unknown}' is no element of a statement`, path);
  requireStatementId(statement.Sid, kind, path);
  refuseExceptions(statement, kind, path);
  requirePresence(statement, "Principal", GRAMMARS[kind].principal, path);
  requirePresence(statement, "Resource", GRAMMARS[kind].resource, path);
  return {
    effect: parseEffect(statement.Effect, path),
    principals: parsePrincipals(statement.Principal, "Principal", path),
    notPrincipals: parsePrincipals(statement.NotPrincipal, "NotPrincipal", path),
    ...parseActions(statement, kind, path),
    resources: parseResources(statement.Resource, "Resource", kind, path),
    notResources: parseResources(statement.NotResource, "NotResource", kind, path),
    conditions: parseConditions(statement.Condition, path),
  };
}

function parseEffect(effect: unknown, path: string): "Allow" | "Deny" {
  if (effect === "Allow" || effect === "Deny") return effect;
  return fail(`Syntax errors in policy: 'Effect' must be 'Allow' or 'Deny', got ${JSON.stringify(effect)}`, path);
}

function requireStatementId(id: unknown, kind: PolicyKind, path: string): void {
  if (id === undefined) return;
  if (typeof id !== "string") fail("Syntax errors in policy: 'Sid' must be a text", `${path}.Sid`);
  if ((kind === "identity" || kind === "trust") && !STATEMENT_ID.test(id)) {
    fail(
      `Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*, got '${id}'`,
      `${path}.Sid`,
    );
  }
}

/** An element and its negation exclude each other; the grammar says whether one of them has to be there. */
function requirePresence(statement: Properties, element: string, presence: Presence, path: string): void {
  const given = [element, `Not${element}`].filter((name) => statement[name] !== undefined);
  const [first] = given;
  if (given.length > 1) fail(`Syntax errors in policy: '${given.join("' and '")}' exclude each other`, path);
  if (presence === "forbidden" && first !== undefined) fail(forbidden(first), `${path}.${first}`);
  if (presence === "required" && first === undefined) fail(`Missing required field ${element}`, path);
}

/** IAM User Guide, "AWS JSON policy elements: NotPrincipal": a trust policy names whom it trusts. */
function refuseExceptions(statement: Properties, kind: PolicyKind, path: string): void {
  if (kind === "trust" && statement.NotPrincipal !== undefined) {
    fail("Has prohibited field NotPrincipal", `${path}.NotPrincipal`);
  }
}

function forbidden(element: string): string {
  return element.endsWith("Principal")
    ? "Policy document should not specify a principal."
    : `Has prohibited field ${element}`;
}

function parseActions(
  statement: Properties,
  kind: PolicyKind,
  path: string,
): Pick<PolicyStatement, "actions" | "notActions"> {
  const actions = textsOf(statement.Action, "Action", path);
  const notActions = textsOf(statement.NotAction, "NotAction", path);
  if (actions.length > 0 === notActions.length > 0) {
    fail("Policy statement must contain actions: 'Action' or 'NotAction', and not both", path);
  }
  for (const action of [...actions, ...notActions]) requireAction(action, kind, path);
  return { actions, notActions };
}

function requireAction(action: string, kind: PolicyKind, path: string): void {
  if (kind === "trust" && !TRUST_ACTIONS.test(action)) {
    fail(`AssumeRole policy may only specify STS AssumeRole actions, got '${action}'`, `${path}.Action`);
  }
  if (action === "*" || /^[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+$/.test(action)) return;
  fail(`Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc., got '${action}'`, `${path}.Action`);
}

/**
 * The resources that a statement names (IAM User Guide, "AWS JSON policy elements: Resource").
 * @throws {PolicyError} for one that is no ARN, or that can't exist.
 */
export function parseResources(value: unknown, element: string, kind: PolicyKind, path: string): readonly string[] {
  const resources = textsOf(value, element, path);
  const wrong = resources.find((resource) => resource !== "*" && !/^arn:[^:]+:[^:]*:[^:]*:[^:]*:.+$/.test(resource));
  if (wrong !== undefined) fail(`Resource ${wrong} must be in ARN format or "*".`, `${path}.${element}`);
  const foreign = resources.find((resource) => !/^(\*|arn:(aws|aws-cn|aws-us-gov|\*):.*)$/s.test(resource));
  if (foreign !== undefined) {
    fail(`Partition "${parseArn(foreign).partition}" is not valid for resource "${foreign}".`, `${path}.${element}`);
  }
  if (kind === "identity") for (const resource of resources) requireService(resource, `${path}.${element}`);
  return resources;
}

/** IAM's further demands on identity policies: a resource names its service, and IAM's resources have no region. */
function requireService(resource: string, path: string): void {
  if (resource === "*") return;
  const { service, region } = parseArn(resource);
  if (/[*?]/.test(service)) fail("Resource vendor must be fully qualified and cannot contain regexes.", path);
  if (service === "iam" && region !== "") {
    fail(`IAM resource ${resource} cannot contain region information.`, path);
  }
}

/** One line of a condition block; all lines have to hold. */
export interface PolicyCondition {
  /** Operator without its `IfExists`, such as `StringEquals`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** IAM User Guide, "IAM JSON policy elements: Condition operators". */
const OPERATOR = new RegExp(
  "^(?:ForAllValues:|ForAnyValue:)?(" +
    "String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|" +
    "(?:Numeric|Date)(?:(?:Not)?Equals|(?:LessThan|GreaterThan)(?:Equals)?)|" +
    "Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like)|Null" +
    ")(?:IfExists)?$",
);

/** A condition key with its service, such as `aws:SourceArn`. */
const KEY = /^[a-zA-Z0-9-]+[:.].+$/;

/** @throws {PolicyError} for an operator, key or value that can't be. */
export function parseConditions(condition: unknown, path: string): readonly PolicyCondition[] {
  if (condition === undefined) return [];
  const at = `${path}.Condition`;
  if (!isProperties(condition)) fail("Syntax errors in policy: 'Condition' must be an object of operators", at);
  return Object.entries(condition).flatMap(([operator, keys]) => {
    const [, name] = OPERATOR.exec(operator) ?? [];
    if (name === undefined || operator === "NullIfExists") fail(`Invalid Condition type : ${operator}`, at);
    if (!isProperties(keys)) fail(`Syntax errors in policy: '${operator}' must be an object of condition keys`, at);
    return Object.entries(keys).map(([key, values]) => parseCondition(name, key, values, `${at}.${operator}`));
  });
}

function parseCondition(operator: string, key: string, given: unknown, path: string): PolicyCondition {
  if (!KEY.test(key))
    fail(`Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc., got '${key}'`, path);
  const values = listOf<unknown>(given);
  const scalars = values.filter((value) => ["string", "number", "boolean"].includes(typeof value));
  if (values.length === 0 || scalars.length < values.length) {
    fail(`Syntax errors in policy: '${key}' must have one or more values`, path);
  }
  return { operator, key, values: scalars.map(String) };
}
