import type { HistoricUpdate } from "../engine/engine";
import type { DeploymentRecord } from "../model/deployment";
import { type Release, startOf, versionOf } from "./release";

/** What a deployment's id looks like within the message of an update. */
const ID = /\b\d{8}-\d{6}-[0-9a-z]+\b/g;

/**
 * One history of records and of Pulumi's updates, newest first: each record once and each update once. An update
 * belongs to the record that names its number, or else to the one whose id its message names: a deployment that was
 * interrupted never learned the number of its update.
 */
export function mergedHistory(
  records: readonly DeploymentRecord[],
  updates: readonly HistoricUpdate[],
): readonly Release[] {
  const owners = ownersOf(records, updates);
  const ofRecords = records.map((record): Release => ({
    record,
    updates: updates
      .filter((update) => owners.get(update) === record)
      .sort((one, other) => one.version - other.version),
  }));
  const plain = updates.filter((update) => !owners.has(update)).map((update): Release => ({ updates: [update] }));
  return [...ofRecords, ...plain].sort(newestFirst);
}

function ownersOf(
  records: readonly DeploymentRecord[],
  updates: readonly HistoricUpdate[],
): ReadonlyMap<HistoricUpdate, DeploymentRecord> {
  const byVersion = lastWins(records, ({ updateVersion }) => updateVersion);
  const byId = lastWins(records, ({ id }) => id);
  return new Map(
    updates.flatMap((update) => {
      const named = [...update.message.matchAll(ID)].flatMap(([id]) => byId.get(id) ?? []);
      const owner = byVersion.get(update.version) ?? named[0];
      return owner === undefined ? [] : [[update, owner] as const];
    }),
  );
}

function lastWins<Key>(
  records: readonly DeploymentRecord[],
  keyOf: (record: DeploymentRecord) => Key | undefined,
): ReadonlyMap<Key, DeploymentRecord> {
  return new Map(
    records.flatMap((record) => {
      const key = keyOf(record);
      return key === undefined ? [] : [[key, record] as const];
    }),
  );
}

/** Releases that began at one time are told by the number of their update, the later first. */
function newestFirst(one: Release, other: Release): number {
  const difference = Date.parse(startOf(other)) - Date.parse(startOf(one));
  return difference || (versionOf(other) ?? 0) - (versionOf(one) ?? 0);
}
