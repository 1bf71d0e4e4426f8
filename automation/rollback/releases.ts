import type { HistoricUpdate } from "../engine/engine";
import type { DeploymentRecord } from "../model/deployment";

/** A state that an environment had, as far as a return can bring it back. */
export interface Release {
  /** Id of the deployment, or `update <version>` for one that only Pulumi's history has. */
  readonly name: string;
  readonly startedAt: string;
  /**
   * Whether one may return to it: a deployment that was verified, or an update without a record that succeeded, of which
   * nothing better is known.
   */
  readonly isGood: boolean;
  readonly commit?: string;
  readonly isDirty: boolean;
  readonly record?: DeploymentRecord;
  /** The update that made it, where Pulumi's history has it. */
  readonly update?: HistoricUpdate;
  /** Releases of one key are one state: a rollback has that of the deployment to which it returned. */
  readonly key: string;
}

/** Ids of deployments, as they stand in the messages of Pulumi's history. */
const DEPLOYMENT_ID = /\b\d{8}-\d{6}-[0-9a-f]{4}\b/;

/** Kinds of updates that leave another state of the cloud. */
const CHANGING = ["update", "destroy", "import"];

/**
 * The releases of an environment, newest first: deployments that changed something, and updates by a plain `pulumi up`,
 * which have no record.
 */
export function releasesOf(records: readonly DeploymentRecord[], updates: readonly HistoricUpdate[]): Release[] {
  const recorded = new Set(records.flatMap(({ updateVersion }) => updateVersion ?? []));
  const plain = updates.filter(
    ({ version, kind, message }) => CHANGING.includes(kind) && !recorded.has(version) && !DEPLOYMENT_ID.test(message),
  );
  const ofRecords = records.filter(hasChanged).map((record) => releaseOfRecord(record, records, updates));
  return [...ofRecords, ...plain.map(releaseOfUpdate)].sort((one, other) => order(other).localeCompare(order(one)));
}

/** By the update, which both kinds have; a record without one, by its time. */
function order({ startedAt, update }: Release): string {
  return update?.startedAt ?? startedAt;
}

/** What was refused, or failed before its update, left everything as it was. */
function hasChanged({ status, updateVersion, configuration }: DeploymentRecord): boolean {
  if (status === "refused" || configuration === undefined) return false;
  return status !== "failed" || updateVersion !== undefined;
}

function releaseOfRecord(
  record: DeploymentRecord,
  records: readonly DeploymentRecord[],
  updates: readonly HistoricUpdate[],
): Release {
  const { id, startedAt, status, source, updateVersion } = record;
  const update = updates.find(({ version }) => version === updateVersion);
  return {
    name: id,
    startedAt,
    isGood: status === "succeeded",
    ...(source.commit !== undefined && { commit: source.commit }),
    isDirty: source.isDirty,
    record,
    ...(update !== undefined && { update }),
    key: keyOf(record, records),
  };
}

function releaseOfUpdate(update: HistoricUpdate): Release {
  const { version, startedAt, kind, result, commit, isDirty } = update;
  const name = updateName(version);
  return {
    name,
    startedAt,
    isGood: result === "succeeded" && kind === "update",
    ...(commit !== undefined && { commit }),
    isDirty,
    update,
    key: name,
  };
}

/** Name of a release that only Pulumi's history has. */
export function updateName(version: number): string {
  return `update ${version}`;
}

/** Id of the deployment at the beginning of a chain of rollbacks. */
function keyOf({ id, returnsTo }: DeploymentRecord, records: readonly DeploymentRecord[]): string {
  if (returnsTo === undefined) return id;
  const before = records.find((record) => record.id === returnsTo && record.id < id);
  return before === undefined ? returnsTo : keyOf(before, records);
}
