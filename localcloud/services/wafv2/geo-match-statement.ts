import type { StatementKind } from "./statement-kind";

/** AWS WAF Developer Guide, "Geographic match rule statement". */
export const geoMatch: StatementKind = {
  input: "geoMatchStatement",
  isGroup: false,
  capacity: () => 1,
  require: () => undefined,
};
