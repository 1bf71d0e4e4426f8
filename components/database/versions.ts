import { type DatabaseKind, isAurora } from "./engines";

/** A version of PostgreSQL. */
export interface Version {
  readonly major: number;
  /** Undefined where RDS chooses the minor version, and raises it. */
  readonly minor: number | undefined;
}

/** Oldest major version that the parameters are meant for; RDS has ended the standard support of older ones. */
export const OLDEST_MAJOR = 14;

/** A version such as `"17"`, `"17.5"` or RDS's own `"17.5-R2"`; undefined for what is none. */
export function parseVersion(text: string): Version | undefined {
  const match = /^(\d{1,2})(?:\.(\d{1,3}))?(?:-[A-Za-z0-9.]+)?$/.exec(text);
  if (match === null) return undefined;
  const [, major, minor] = match;
  return { major: Number(major), minor: minor === undefined ? undefined : Number(minor) };
}

/**
 * Family of the parameter groups of a version, such as `postgres17` (Amazon RDS API Reference, CreateDBParameterGroup).
 */
export function parameterGroupFamily(kind: DatabaseKind, major: number): string {
  return `${engineName(kind)}${major}`;
}

/** Engine as RDS names it. */
export function engineName(kind: DatabaseKind): "aurora-postgresql" | "postgres" {
  return isAurora(kind) ? "aurora-postgresql" : "postgres";
}

/**
 * Why a database can't go from one major version to another; undefined where it can. RDS upgrades only where it is
 * allowed to, and never goes back (Amazon RDS User Guide, "Upgrades of the RDS for PostgreSQL DB engine").
 * @param running major version that the database was created with or upgraded to.
 * @param wanted version that is asked for.
 */
export function upgradeRefusal(running: number, wanted: string, isAllowed: boolean): string | undefined {
  const major = parseVersion(wanted)?.major ?? running;
  if (major < running) {
    return `RDS can't take a database from PostgreSQL ${running} back to ${wanted}; set version to "${running}", or restore a snapshot into a new revision`;
  }
  if (major === running || isAllowed) return undefined;
  return (
    `PostgreSQL ${running} to ${wanted} is a major upgrade, which needs a rehearsal and may take minutes of downtime; ` +
    `set allowMajorVersionUpgrade to true for this deployment, or version to "${running}"`
  );
}
