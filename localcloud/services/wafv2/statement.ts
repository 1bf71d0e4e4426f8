import { object, type Properties } from "../../model/values";
import { given, NotModelledError } from "../shared/inputs";
import { requireExactlyOne } from "./invalid-parameter";
import { capacityOfManagedRuleGroup, requireManagedRuleGroup } from "./managed-rule-group-statement";
import { capacityOfRateBased, requireRateBased } from "./rate-based-statement";

/** A kind of statement in a rule of a web ACL. */
interface StatementKind {
  /** Input that holds it. */
  readonly input: string;
  /** Whether it stands for a group, whose rules have actions of their own. */
  readonly isGroup: boolean;
  /** Web ACL capacity units that it takes. */
  capacity(statement: Properties): number;
  /** Refuses a statement that AWS WAF refuses. @default its limits say everything */
  require?(statement: Properties, path: string): void;
}

/** Statements that the local cloud knows (AWS WAF Developer Guide, "Rule statements"). */
const KINDS: readonly StatementKind[] = [
  { input: "rateBasedStatement", isGroup: false, capacity: capacityOfRateBased, require: requireRateBased },
  {
    input: "managedRuleGroupStatement",
    isGroup: true,
    capacity: capacityOfManagedRuleGroup,
    require: requireManagedRuleGroup,
  },
  { input: "geoMatchStatement", isGroup: false, capacity: () => 1 },
  { input: "labelMatchStatement", isGroup: false, capacity: () => 1 },
];

/** Statements that it doesn't know: they look into a request, combine others, or name a resource. */
const UNMODELLED = [
  "andStatement",
  "asnMatchStatement",
  "byteMatchStatement",
  "ipSetReferenceStatement",
  "notStatement",
  "orStatement",
  "regexMatchStatement",
  "regexPatternSetReferenceStatement",
  "ruleGroupReferenceStatement",
  "sizeConstraintStatement",
  "sqliMatchStatement",
  "xssMatchStatement",
];

/** The one statement of a rule. */
export interface RuleStatement {
  readonly kind: StatementKind;
  readonly statement: Properties;
  readonly path: string;
}

/** @throws for a rule without a statement or with several, and for statements that the local cloud doesn't model. */
export function statementOf(rule: Properties, path: string): RuleStatement {
  const statementPath = `${path}.statement`;
  const members = [...KINDS.map(({ input }) => input), ...UNMODELLED];
  requireExactlyOne(rule, "statement", { members, field: "STATEMENT", parameter: "Statement" }, statementPath);
  const statement = object(rule, "statement") ?? {};
  const kind = KINDS.find(({ input }) => given(statement, [input]).length > 0);
  if (kind === undefined) {
    const inputs = given(statement, UNMODELLED).map((input) => `${statementPath}.${input}`);
    throw new NotModelledError("such statements", inputs, "services/wafv2/statement.ts");
  }
  return { kind, statement: object(statement, kind.input) ?? {}, path: `${statementPath}.${kind.input}` };
}

/** Refuses a statement that AWS WAF refuses. */
export function requireStatement({ kind, statement, path }: RuleStatement): void {
  kind.require?.(statement, path);
}

/** Web ACL capacity units of a statement (AWS WAF Developer Guide, "Web ACL capacity units (WCUs) in AWS WAF"). */
export function capacityOf({ kind, statement }: RuleStatement): number {
  return kind.capacity(statement);
}
