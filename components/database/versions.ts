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

/** Family of the parameter groups of a version, such as `postgres17` (Amazon RDS API Reference, CreateDBParameterGroup). */
export function parameterGroupFamily(kind: DatabaseKind, major: number): string {
  return `${engineName(kind)}${major}`;
}

/** Engine as RDS names it. */
export function engineName(kind: DatabaseKind): "aurora-postgresql" | "postgres" {
  return isAurora(kind) ? "aurora-postgresql" : "postgres";
}

/**
 * Why a change of version can't go on; undefined where it can. RDS upgrades to another major version only when it is
 * allowed to, and never goes back (Amazon RDS User Guide, "Upgrades of the RDS for PostgreSQL DB engine").
 * @param from version that runs, or that was asked for last.
 * @param to version that is asked for now.
 */
export function upgradeRefusal(from: string, to: string, isMajorAllowed: boolean): string | undefined {
  const [running, wanted] = [parseVersion(from), parseVersion(to)];
  if (running === undefined || wanted === undefined) return undefined;
  if (isOlder(wanted, running)) {
    return `RDS can't take a database from PostgreSQL ${from} back to ${to}; set version to "${running.major}", or restore a snapshot into a new revision`;
  }
  if (wanted.major === running.major || isMajorAllowed) return undefined;
  return (
    `PostgreSQL ${from} to ${to} is a major upgrade, which needs a rehearsal and takes minutes of downtime; ` +
    `set allowMajorVersionUpgrade to true for this deployment, or version to "${running.major}"`
  );
}

function isOlder(wanted: Version, running: Version): boolean {
  if (wanted.major !== running.major) return wanted.major < running.major;
  return wanted.minor !== undefined && running.minor !== undefined && wanted.minor < running.minor;
}
