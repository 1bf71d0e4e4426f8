/** The parameter that makes a database engine refuse connections without TLS. */
export interface TlsParameter {
  readonly name: "rds.force_ssl" | "require_secure_transport";
  /** First version whose default parameter group turns it on; undefined if no version does. */
  readonly defaultFrom?: Version;
}

type Version = readonly [major: number, minor: number];

/**
 * Parameters by the beginning of the engine's name (Amazon RDS User Guide, "Requiring SSL/TLS for all connections to a
 * MySQL DB instance", the same for MariaDB, "Requiring an SSL connection to a PostgreSQL DB instance", and "Using SSL
 * with a Microsoft SQL Server DB instance"). Oracle has an option instead of a parameter.
 */
const PARAMETERS: Readonly<Record<string, TlsParameter>> = {
  "aurora-mysql": { name: "require_secure_transport" },
  "aurora-postgresql": { name: "rds.force_ssl", defaultFrom: [17, 0] },
  mariadb: { name: "require_secure_transport", defaultFrom: [11, 8] },
  mysql: { name: "require_secure_transport", defaultFrom: [9, 7] },
  postgres: { name: "rds.force_ssl", defaultFrom: [15, 0] },
  sqlserver: { name: "rds.force_ssl" },
};

/** The parameter of an engine or of a parameter group's family, such as `mysql` or `postgres16`. */
export function tlsParameterOf(engineOrFamily: string): TlsParameter | undefined {
  return Object.entries(PARAMETERS).find(([engine]) => engineOrFamily.startsWith(engine))?.[1];
}

/** Whether a version turns it on by default, such as `13.20-rds.20250508`, or the version in a family's name. */
export function asksByDefault({ defaultFrom }: TlsParameter, versionOrFamily: string): boolean {
  const [, major = "0", minor = "0"] = /^\D*(\d+)(?:\.(\d+))?/.exec(versionOrFamily) ?? [];
  if (defaultFrom === undefined) return false;
  const [firstMajor, firstMinor] = defaultFrom;
  return Number(major) === firstMajor ? Number(minor) >= firstMinor : Number(major) > firstMajor;
}
