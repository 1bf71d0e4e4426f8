/** Rules of an access string (Valkey documentation, "ACL"), of which ElastiCache takes those without passwords. */
const RULES: readonly RegExp[] = [
  /^(?:on|off)$/,
  /^(?:~\S+|%R?W?~\S+|allkeys|resetkeys)$/,
  /^(?:&\S+|allchannels|resetchannels)$/,
  /^[+-](?:@?[a-z][a-z0-9-]*(?:\|[a-z-]+)?|@all)$/,
  /^(?:allcommands|nocommands)$/,
  /^(?:clearselectors|sanitize-payload|skip-sanitize-payload)$/,
];

/** Rules that set passwords or all of a user (Amazon ElastiCache User Guide, "Role-Based Access Control"). */
const FORBIDDEN = /^(?:reset|resetpass|nopass|[><#!]\S*)$/;

/** What is wrong with an access string such as `on ~app:* +@read`; undefined where nothing is. */
export function accessStringProblem(accessString: string): string | undefined {
  const rules = accessString.split(/\s+/).filter((rule) => rule !== "");
  const forbidden = rules.find((rule) => FORBIDDEN.test(rule));
  if (forbidden !== undefined) return "Access String: rules that set or take away passwords can't be specified";
  const unknown = rules.find((rule) => !RULES.some((pattern) => pattern.test(rule)));
  return unknown === undefined ? undefined : `Access String: syntax error in rule '${unknown}'`;
}
