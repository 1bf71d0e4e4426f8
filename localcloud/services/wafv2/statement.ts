import { object, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { NotModelledError } from "../shared/not-modelled";
import { requireExactlyOne } from "./exactly-one";
import { geoMatch } from "./geo-match-statement";
import { labelMatch } from "./label-match-statement";
import { managedRuleGroup } from "./managed-rule-group-statement";
import { rateBased } from "./rate-based-statement";
import type { StatementKind } from "./statement-kind";

/** Statements that the local cloud knows. */
const KINDS: readonly StatementKind[] = [rateBased, managedRuleGroup, geoMatch, labelMatch];

/** Statements that it doesn't: those that look into a request, combine others, or name a resource. */
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

/** Refuses a statement of which AWS WAF can make nothing. */
export function requireStatement({ kind, statement, path }: RuleStatement): void {
  kind.require(statement, path);
}

/** Web ACL capacity units of a statement (AWS WAF Developer Guide, "Web ACL capacity units (WCUs) in AWS WAF"). */
export function capacityOf({ kind, statement }: RuleStatement): number {
  return kind.capacity(statement);
}
