/** Users and databases of RDS itself (Amazon RDS User Guide, "Master user account privileges"). */
const OF_RDS =
  "admin rdsadmin rdsrepladmin rds_ad rds_iam rds_password rds_replication rds_superuser template0 template1";

/** Reserved words (PostgreSQL documentation, Appendix C, "SQL Key Words"). */
const KEY_WORDS =
  "all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation " +
  "column concurrently constraint create cross current_catalog current_date current_role current_schema current_time " +
  "current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze " +
  "from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like " +
  "limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary " +
  "references returning right select session_user similar some symmetric system_user table tablesample then to " +
  "trailing true union unique user using variadic verbose when where window with";

const RESERVED: ReadonlySet<string> = new Set(`${OF_RDS} ${KEY_WORDS}`.split(" "));

/** Whether neither the master user nor the first database may be called so. */
export function isReservedName(name: string): boolean {
  const lower = name.toLowerCase();
  return RESERVED.has(lower) || lower.startsWith("pg_");
}
