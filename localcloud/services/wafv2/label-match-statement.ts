import type { StatementKind } from "./statement-kind";

/** AWS WAF Developer Guide, "Label match rule statement". */
export const labelMatch: StatementKind = {
  input: "labelMatchStatement",
  isGroup: false,
  capacity: () => 1,
  require: () => undefined,
};
