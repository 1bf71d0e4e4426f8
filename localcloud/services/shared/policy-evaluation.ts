import { parseArn } from "../../../components/shared/arn";
import type { PolicyDocument } from "./policy-document";
import type { Principal } from "./policy-principal";
import type { PolicyCondition, PolicyStatement } from "./policy-statement";

/** A request that policies are evaluated for. */
export interface PolicyRequest {
  readonly principal: Principal;
  readonly action: string;
  readonly resource?: string;
  /** Condition keys that the request is known to carry. */
  readonly context?: Readonly<Record<string, string>>;
}

/**
 * Whether a resource's policy lets a request through, as far as the local cloud can tell: a condition on a key that the
 * context leaves out, or with an operator other than the textual ones, is taken to hold for an allow and not to hold
 * for a deny.
 */
export function allows({ statements }: PolicyDocument, request: PolicyRequest): boolean {
  const applying = statements.filter((statement) => applies(statement, request));
  return applying.some(({ effect }) => effect === "Allow") && applying.every(({ effect }) => effect === "Allow");
}

function applies(statement: PolicyStatement, request: PolicyRequest): boolean {
  const { principals, notPrincipals, actions, notActions, resources, notResources, conditions, effect } = statement;
  return (
    speaksOf(principals, notPrincipals, (principal) => isPrincipal(principal, request.principal)) &&
    speaksOf(actions, notActions, (action) => matches(action.toLowerCase(), request.action.toLowerCase())) &&
    speaksOf(resources, notResources, (resource) => isResource(resource, request.resource)) &&
    conditions.every((condition) => holds(condition, request.context ?? {}) ?? effect === "Allow")
  );
}

/** A statement without the element applies to everything, one with its negation to all but what that names. */
function speaksOf<T>(named: readonly T[], excepted: readonly T[], isMeant: (each: T) => boolean): boolean {
  return excepted.length > 0 ? !excepted.some(isMeant) : named.length === 0 || named.some(isMeant);
}

function isPrincipal(named: Principal, asking: Principal): boolean {
  if (named.value === "*") return true;
  const [one, other] = [named.value, asking.value];
  return named.type === asking.type && (one === other || accountOfRoot(one) === other || accountOfRoot(other) === one);
}

/** An account's number stands for its root (IAM User Guide, "AWS JSON policy elements: Principal"). */
function accountOfRoot(value: string): string | undefined {
  const { service, accountId, resource } = parseArn(value);
  return service === "iam" && resource === "root" ? accountId : undefined;
}

function isResource(named: string, asked: string | undefined): boolean {
  return asked === undefined || matches(named, asked);
}

/** Whether text matches a pattern with `*` and `?`. */
export function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "s").test(text);
}

const COMPARISONS: Readonly<Record<string, (expected: string, actual: string) => boolean>> = {
  StringEquals: (expected, actual) => expected === actual,
  StringEqualsIgnoreCase: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
  StringLike: matches,
  ArnEquals: matches,
  ArnLike: matches,
};

/** Undefined where the local cloud can't tell. */
function holds(
  { operator, key, values }: PolicyCondition,
  context: Readonly<Record<string, string>>,
): boolean | undefined {
  const actual = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  const compare = COMPARISONS[operator.replace("Not", "")];
  if (actual === undefined || compare === undefined) return undefined;
  const found = values.some((value) => compare(value, actual));
  return operator.includes("Not") ? !found : found;
}
