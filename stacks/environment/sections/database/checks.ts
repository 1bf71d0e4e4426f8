import { validateDatabase } from "../../../../components/database/validate";
import { validateDatabaseCredentials } from "../../../../components/database-credentials/validate";
import { validateDatabaseProxy } from "../../../../components/database-proxy/validate";
import type { ArgumentProblems } from "../../../../components/shared/validation";
import { shown } from "../../../configuration/problem";
import { valueAt } from "../../../configuration/schema-problems";
import type { Draft } from "../../../configuration/section";
import { keysOfArguments } from "../../../configuration/translation";
import { NOT_YET_KNOWN, UNKNOWN } from "../../dependencies";
import { credentialsArgs, databaseArgs, type DatabaseConfiguration, proxyArgs } from "./arguments";
import { ALL_ENGINE_KEYS, ENGINE_KEYS } from "./engine";
import { database as keys, type DatabaseSettings } from "./keys";
import { proxy as proxyKeys } from "./proxy-keys";

export type DatabaseDraft = Draft<DatabaseConfiguration, DatabaseConfiguration>;

/** A name that no rule of the components is about. */
const NAME = "database";
const ZONES_OF_MULTI_AZ_CLUSTER = 3;
const DEPENDENCIES = { ...NOT_YET_KNOWN, secondRegion: undefined };
/** What a new database tells the components beside it. */
const DATABASE = {
  identifier: UNKNOWN,
  writerHost: UNKNOWN,
  port: UNKNOWN.apply(Number),
  databaseName: UNKNOWN,
  username: UNKNOWN,
  password: UNKNOWN,
  clientSecurityGroupId: UNKNOWN,
};

/** Records a database that can't run as it is configured. */
export function checkDatabase(draft: DatabaseDraft, problems: ArgumentProblems): void {
  const { database: settings } = draft.configuration;
  if (draft.right.database === undefined || settings === undefined) return;
  checkKind(settings, draft, problems);
  checkRestore(draft, problems);
  checkZones(settings, draft, problems);
  validateDatabase(databaseArgs(settings, draft.configuration, DEPENDENCIES), problems.at(keyOfDatabase), NAME);
  const about = { ...DATABASE, kind: settings.kind, revision: settings.revision };
  validateDatabaseCredentials(
    credentialsArgs(settings, draft.configuration, DEPENDENCIES, about),
    problems.at((path) => (path === "rotation.days" ? "database.rotationDays" : undefined)),
  );
  if (settings.proxy === undefined) return;
  validateDatabaseProxy(
    proxyArgs(settings.proxy, draft.configuration, DEPENDENCIES, { ...about, secretArn: UNKNOWN }),
    problems.at(keyOfProxy),
    NAME,
  );
}

/** Records keys that the kind needs and lacks, and keys of other kinds. */
function checkKind({ kind }: DatabaseSettings, { written }: DatabaseDraft, problems: ArgumentProblems): void {
  const { needed, further } = ENGINE_KEYS[kind];
  for (const key of ALL_ENGINE_KEYS) {
    const value = valueAt(written, ["database", key]);
    const path = `database.${key}`;
    if (needed.includes(key)) {
      problems.require(value !== undefined, path, `is missing: a database of the kind ${shown(kind)} needs it`);
    } else if (!further.includes(key) && value !== undefined) {
      problems.add(
        path,
        `means nothing for the kind ${shown(kind)}, got ${shown(value)}; remove it, or choose another kind`,
      );
    }
  }
}

/** Records data to restore that is named twice or not at all, and a time of what has only one. */
function checkRestore({ written }: DatabaseDraft, problems: ArgumentProblems): void {
  const given = (key: string) => valueAt(written, ["database", "restoreFrom", key]) !== undefined;
  if (valueAt(written, ["database", "restoreFrom"]) === undefined) return;
  const sources = ["snapshot", "database", "automatedBackups"].filter(given);
  problems.require(
    sources.length === 1,
    "database.restoreFrom",
    `must name one of snapshot, database and automatedBackups, got ${sources.length === 0 ? "none" : sources.join(" and ")}`,
  );
  problems.require(
    !given("time") || !given("snapshot"),
    "database.restoreFrom.time",
    "means nothing for a snapshot, which is of one time; remove it, or restore the database itself",
  );
}

/** A Multi-AZ DB cluster has an instance in each of three zones (Amazon RDS User Guide, "Multi-AZ DB clusters"). */
function checkZones({ kind }: DatabaseSettings, { right }: DatabaseDraft, problems: ArgumentProblems): void {
  const zones = right.network?.availabilityZones?.length;
  problems.require(
    kind !== "multi-az-cluster" || zones === undefined || zones >= ZONES_OF_MULTI_AZ_CLUSTER,
    "database.kind",
    `must be another kind than "multi-az-cluster", which takes three zones, where proofpix:network.availabilityZones has ${String(zones)}; add a zone, or choose another kind`,
  );
}

const keyOfSettings = keysOfArguments(keys.shape, { below: "database" });
const keyOfPool = keysOfArguments(proxyKeys.shape, { below: "database.proxy" });

/** Arguments that have another name or place than their keys. */
const MOVED: readonly (readonly [argument: RegExp, key: string])[] = [
  [/^engine\.readerInstanceClass/, "replicaInstanceClass"],
  [/^engine\.readers/, "readReplicas"],
  [/^engine\./, ""],
  [/^restoreFrom\.(?:identifier)/, "restoreFrom.snapshot"],
  [/^restoreFrom\.sourceIdentifier/, "restoreFrom.database"],
  [/^restoreFrom\.(?:automatedBackupsArn|kind)/, "restoreFrom.automatedBackups"],
];

function keyOfDatabase(argument: string): string | undefined {
  const [moved, key] = MOVED.find(([pattern]) => pattern.test(argument)) ?? [/^/, ""];
  return keyOfSettings(argument.replace(moved, key));
}

function keyOfProxy(argument: string): string | undefined {
  return keyOfPool(argument.replace(/^pool\./, ""));
}
