import { refuse } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { text } from "../../model/values";
import { NotModelledError } from "../shared/inputs";

/** Engines that the local cloud models. */
export type Engine = "postgres" | "aurora-postgresql";

/** Further engines of Amazon RDS (Amazon RDS API Reference, CreateDBInstance, Engine). */
const OTHER_ENGINES = /^(aurora-mysql|mysql|mariadb|db2-.+|oracle-.+|sqlserver-.+|custom-.+)$/;

/**
 * Minor versions with which a database could be created in November 2026, oldest first: Amazon RDS for PostgreSQL
 * Release Notes and Release Notes for Aurora PostgreSQL, release calendars. AWS adds some every quarter.
 */
const MINOR_VERSIONS: Readonly<Record<Engine, Readonly<Record<string, readonly number[]>>>> = {
  postgres: {
    "11": [22],
    "12": [22],
    "13": [23],
    "14": [18, 19, 20, 21, 22, 23, 24],
    "15": [13, 14, 15, 16, 17, 18, 19],
    "16": [9, 10, 11, 12, 13, 14, 15],
    "17": [5, 6, 7, 8, 9, 10, 11],
    "18": [1, 2, 3, 4, 6],
  },
  "aurora-postgresql": {
    "11": [21],
    "12": [22],
    "13": [23],
    "14": [17, 18, 19, 20, 22, 23, 24],
    "15": [10, 12, 13, 14, 15, 17, 18, 19],
    "16": [8, 9, 10, 11, 13, 14, 15],
    "17": [4, 5, 6, 7, 9, 10, 11],
    "18": [3, 4, 6],
  },
};

/** Newest major version whose standard support has ended (the same release calendars). */
const NEWEST_IN_EXTENDED_SUPPORT = 13;

/** Types of logs that an engine exports (Amazon RDS API Reference, CreateDBInstance and CreateDBCluster). */
const LOG_TYPES: Readonly<Record<Engine, readonly string[]>> = {
  postgres: ["postgresql", "upgrade", "iam-db-auth-error"],
  "aurora-postgresql": ["instance", "postgresql", "iam-db-auth-error"],
};

/** The engine of a name in any case, as the provider lowers it. */
export function engineOf(name: string | undefined, input = "engine"): Engine {
  const engine = (name ?? "").toLowerCase();
  if (engine === "postgres" || engine === "aurora-postgresql") return engine;
  if (OTHER_ENGINES.test(engine)) {
    throw new NotModelledError(`the engine ${engine}`, [input], "services/rds/engines.ts");
  }
  refuse("InvalidParameterValue", `Invalid DB engine: ${engine}`, input);
}

/**
 * The full version that RDS runs for the version that a program asks for: a major version stands for its newest minor
 * version.
 */
export function resolvedVersion(engine: Engine, asked: string | undefined, input = "engineVersion"): string {
  const versions = MINOR_VERSIONS[engine];
  const [major = "", minor] = (asked ?? newestMajor(engine)).split(".");
  const minors = versions[major] ?? [];
  const found = minor === undefined ? minors.at(-1) : minors.find((each) => String(each) === minor);
  if (found !== undefined) return `${major}.${found}`;
  refuse("InvalidParameterCombination", `Cannot find version ${asked} for ${engine}`, input);
}

function newestMajor(engine: Engine): string {
  return Object.keys(MINOR_VERSIONS[engine]).sort(byNumber).at(-1) ?? "";
}

function byNumber(one: string, other: string): number {
  return Number(one) - Number(other);
}

/** Major version: `17` of `17.6`. */
export function majorOf(version: string): string {
  return version.split(".")[0] ?? "";
}

/** Below zero where the first version is the older one. */
export function compareVersions(one: string, other: string): number {
  const [major = 0, minor = 0] = one.split(".").map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split(".").map(Number);
  return major === otherMajor ? minor - otherMinor : major - otherMajor;
}

/** Family of the parameter groups of a version: `postgres17`, `aurora-postgresql17`. */
export function familyOf(engine: Engine, version: string): string {
  return `${engine}${majorOf(version)}`;
}

/** Families of parameter groups by engine. */
export function families(): string[] {
  return Object.entries(MINOR_VERSIONS).flatMap(([engine, majors]) =>
    Object.keys(majors).map((major) => `${engine}${major}`),
  );
}

/** Amazon RDS User Guide, "Publishing PostgreSQL logs to Amazon CloudWatch Logs". */
export function requireLogTypes(engine: Engine, version: string, types: readonly string[]): void {
  const wrong = types.find((type) => !LOG_TYPES[engine].includes(type));
  if (wrong === undefined) return;
  refuse(
    "InvalidParameterCombination",
    `You cannot use the log types '${wrong}' with engine version ${engine} ${version}. For supported log types, see the documentation.`,
    "enabledCloudwatchLogsExports",
  );
}

/**
 * Amazon RDS API Reference, CreateDBInstance, EngineLifecycleSupport: without Extended Support no database is created
 * whose major version is past its standard support.
 */
export function requireLifecycleSupport({ kind, inputs }: Operation, version: string): void {
  const support = text(inputs, "engineLifecycleSupport");
  if (kind === "update" || support !== "open-source-rds-extended-support-disabled") return;
  if (Number(majorOf(version)) > NEWEST_IN_EXTENDED_SUPPORT) return;
  refuse(
    "InvalidParameterCombination",
    `Engine version ${version} is past its end of standard support; it needs RDS Extended Support`,
    "engineLifecycleSupport, engineVersion",
  );
}
