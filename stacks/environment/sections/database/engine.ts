import type { DatabaseArgs, DatabaseEngine, DatabaseKind } from "../../../../components/database";
import type { DatabaseSettings } from "./keys";

type EngineKey =
  | "instanceClass"
  | "maximumCapacity"
  | "minimumCapacity"
  | "multiAz"
  | "readReplicas"
  | "replicaInstanceClass"
  | "storage";

/** Keys that a kind of database needs, and those that it has besides. */
export const ENGINE_KEYS: Readonly<Record<DatabaseKind, Readonly<Record<"needed" | "further", readonly EngineKey[]>>>> =
  {
    instance: { needed: ["instanceClass", "storage"], further: ["multiAz", "readReplicas", "replicaInstanceClass"] },
    "multi-az-cluster": { needed: ["instanceClass", "storage"], further: [] },
    aurora: { needed: ["instanceClass"], further: ["readReplicas", "replicaInstanceClass"] },
    "aurora-serverless": { needed: ["minimumCapacity", "maximumCapacity"], further: ["readReplicas"] },
  };

/** All keys that belong to some kind of database. */
export const ALL_ENGINE_KEYS: readonly EngineKey[] = [
  ...new Set(Object.values(ENGINE_KEYS).flatMap(({ needed, further }) => [...needed, ...further])),
];

/** What stands for a needed key that is left out, so that the others can be checked: it is told by itself. */
const STAND_INS: { readonly instanceClass: string; readonly storage: NonNullable<DatabaseSettings["storage"]> } = {
  instanceClass: "db.m6gd.large",
  storage: { size: "20Gi" },
};
const STAND_IN_CAPACITY = 1;

/** What the database runs on, as the component takes it. */
export function engineOf(settings: DatabaseSettings): DatabaseEngine {
  const { kind, readReplicas, replicaInstanceClass } = settings;
  const { instanceClass = STAND_INS.instanceClass, storage = STAND_INS.storage } = settings;
  switch (kind) {
    case "instance":
      return { kind, instanceClass, storage, multiAz: settings.multiAz, readReplicas, replicaInstanceClass };
    case "multi-az-cluster":
      return { kind, instanceClass, storage: { size: storage.size, type: storage.type, iops: storage.iops } };
    case "aurora":
      return { kind, instanceClass, readers: readReplicas, readerInstanceClass: replicaInstanceClass };
    case "aurora-serverless":
      return { kind, ...capacityOf(settings), readers: readReplicas };
  }
}

function capacityOf({
  minimumCapacity = STAND_IN_CAPACITY,
  maximumCapacity = Math.max(minimumCapacity, STAND_IN_CAPACITY),
}: DatabaseSettings): { readonly minimumCapacity: number; readonly maximumCapacity: number } {
  return { minimumCapacity, maximumCapacity };
}

/** Whether something answers reads beside the primary. */
export function hasReaders({ kind, readReplicas }: DatabaseSettings): boolean {
  if (kind === "multi-az-cluster") return true;
  return (readReplicas ?? (kind === "instance" ? 0 : 1)) > 0;
}

/** Data with which a new database begins; undefined for an empty one. */
export function restoreSourceOf({ restoreFrom }: DatabaseSettings): DatabaseArgs["restoreFrom"] {
  const { snapshot, database, automatedBackups, time } = restoreFrom ?? {};
  const at = time === undefined ? {} : { time };
  if (snapshot !== undefined) return { kind: "snapshot", identifier: snapshot };
  if (database !== undefined) return { kind: "point-in-time", sourceIdentifier: database, ...at };
  if (automatedBackups === undefined) return undefined;
  return { kind: "automated-backups", automatedBackupsArn: automatedBackups, ...at };
}
