import type { Properties } from "../../model/values";

/** A kind of statement in a rule of a web ACL. */
export interface StatementKind {
  /** Input that holds it. */
  readonly input: string;
  /** Whether it stands for a group, whose rules have actions of their own. */
  readonly isGroup: boolean;
  /** Web ACL capacity units that it takes. */
  capacity(statement: Properties): number;
  /** Refuses a statement of which AWS WAF can make nothing. */
  require(statement: Properties, path: string): void;
}
