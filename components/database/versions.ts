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
 * Why a database can't go from one version to another; undefined where it can. RDS takes a major upgrade only where it
 * is allowed to, and never goes back (Amazon RDS User Guide, "Upgrades of the RDS for PostgreSQL DB engine").
 * @param running version that the database has, as RDS tells it.
 * @param wanted version that is asked for, without its minor version where RDS chooses that.
 */
export function versionRefusal(running: string, wanted: string, isMajorAllowed: boolean): string | undefined {
  const [from, to] = [parseVersion(running), parseVersion(wanted)];
  if (from === undefined || to === undefined) return undefined;
  if (isBefore(to, from)) {
    return `RDS can't take a database from PostgreSQL ${running} back to ${wanted}; set version to "${from.major}" or "${running}", or restore a snapshot into a new revision`;
  }
  if (to.major === from.major || isMajorAllowed) return undefined;
  return (
    `PostgreSQL ${from.major} to ${wanted} is a major upgrade, which needs a rehearsal and may take minutes of downtime; ` +
    `set allowMajorVersionUpgrade to true for this deployment, or version to "${from.major}"`
  );
}

function isBefore(version: Version, other: Version): boolean {
  if (version.major !== other.major) return version.major < other.major;
  return version.minor !== undefined && other.minor !== undefined && version.minor < other.minor;
}
