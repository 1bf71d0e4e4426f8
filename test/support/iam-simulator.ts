/**
 * Evaluates IAM policies as AWS does within one account (IAM User Guide, "Policy evaluation logic"): an explicit deny
 * wins, then a permissions boundary has to allow, then an identity policy. Unlike the local cloud's own evaluation, a
 * condition on a key that the request lacks doesn't hold, unless its operator says so.
 */
export interface SimulatedRequest {
  readonly action: string;
  /** ARN; `*` for actions that have no resource. */
  readonly resource: string;
  /** Condition keys of the request, by name. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** Policies of a principal. */
export interface SimulatedPrincipal {
  readonly policies: readonly string[];
  /** @default none */
  readonly boundary?: string;
}

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Whether a principal may do something. */
export function isAllowed({ policies, boundary }: SimulatedPrincipal, request: SimulatedRequest): boolean {
  const identity = policies.flatMap(statementsOf);
  const bounding = boundary === undefined ? undefined : statementsOf(boundary);
  const all = [...identity, ...(bounding ?? [])];
  if (all.some((statement) => statement.Effect === "Deny" && applies(statement, request))) return false;
  if (bounding !== undefined && !allows(bounding, request)) return false;
  return allows(identity, request);
}

/** Whether a trust policy lets a principal assume its role. */
export function isTrusted(
  trust: string,
  request: Omit<SimulatedRequest, "resource"> & {
    readonly principal: { readonly type: string; readonly value: string };
  },
): boolean {
  const { type, value } = request.principal;
  const concerning = statementsOf(trust).filter(({ Principal: principal }) => {
    if (principal === undefined || principal === "*") return principal === "*";
    return listOf(principal[type]).some((named) => named === "*" || named === value || isAccountOf(named, value));
  });
  const asked = { ...request, resource: "*" };
  if (concerning.some((statement) => statement.Effect === "Deny" && applies(statement, asked))) return false;
  return allows(concerning, asked);
}

/** An account's root stands for all its principals (IAM User Guide, "AWS JSON policy elements: Principal"). */
function isAccountOf(named: string, principal: string): boolean {
  const [, account] = /^arn:[^:]+:iam::(\d{12}):root$/.exec(named) ?? [];
  return account !== undefined && principal.split(":")[4] === account;
}

function statementsOf(policy: string): readonly Statement[] {
  return listOf((JSON.parse(policy) as { Statement: Statement | readonly Statement[] }).Statement);
}

function allows(statements: readonly Statement[], request: SimulatedRequest): boolean {
  return statements.some((statement) => statement.Effect === "Allow" && applies(statement, request));
}

function applies(statement: Statement, request: SimulatedRequest): boolean {
  const { Action: action, NotAction: notAction, Resource: resource, NotResource: notResource } = statement;
  const isAction = (pattern: string) => matches(pattern.toLowerCase(), request.action.toLowerCase());
  const isResource = (pattern: string) => matches(substituted(pattern, request), request.resource);
  return (
    (notAction === undefined ? listOf(action).some(isAction) : !listOf(notAction).some(isAction)) &&
    (notResource === undefined
      ? resource === undefined || listOf(resource).some(isResource)
      : !listOf(notResource).some(isResource)) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, key, listOf(values), request)),
    )
  );
}

/**
 * IAM User Guide, "IAM JSON policy elements: Condition operators" and "Conditions with multiple context keys or values".
 */
function holds(operator: string, key: string, expected: readonly string[], request: SimulatedRequest): boolean {
  const [, set, name = "", ifExists] = /^(ForAnyValue:|ForAllValues:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const actual = valueOf(key, request);
  if (name === "Null") return expected.includes(String(actual === undefined));
  const isNegated = name.includes("Not");
  if (actual === undefined) return holdsWithout(set, isNegated || ifExists === "IfExists");
  const compare = comparisonOf(name.replace("Not", ""));
  const satisfies = (value: string) =>
    expected.some((each) => compare(substituted(each, request), value)) !== isNegated;
  return set === "ForAnyValue:" ? listOf(actual).some(satisfies) : listOf(actual).every(satisfies);
}

/** Whether a condition holds for a request without its key. */
function holdsWithout(set: string | undefined, unlessSet: boolean): boolean {
  return set === undefined ? unlessSet : set === "ForAllValues:";
}

function valueOf(key: string, { context = {} }: SimulatedRequest): string | readonly string[] | undefined {
  return Object.entries(context).find(([each]) => each.toLowerCase() === key.toLowerCase())?.[1];
}

function comparisonOf(operator: string): (expected: string, actual: string) => boolean {
  if (operator === "StringEquals") return (expected, actual) => expected === actual;
  if (operator === "StringEqualsIgnoreCase" || operator === "Bool") {
    return (expected, actual) => expected.toLowerCase() === actual.toLowerCase();
  }
  if (["StringLike", "ArnLike", "ArnEquals"].includes(operator)) return matches;
  throw new Error(`the simulator doesn't know the operator ${operator}; add it to test/support/iam-simulator.ts`);
}

/** Policy variables (IAM User Guide, "IAM policy elements: Variables and tags"). */
function substituted(text: string, { context = {} }: SimulatedRequest): string {
  return text.replace(/\$\{([^}]+)\}/g, (variable, key: string) => {
    const value = context[key];
    return typeof value === "string" ? value : variable;
  });
}

function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "s").test(text);
}

function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
