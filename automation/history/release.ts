import type { HistoricUpdate } from "../engine/engine";
import type { DeploymentRecord, DeploymentStatus } from "../model/deployment";

/**
 * A change of an environment as its history tells it: a deployment with its record, an update that was made by plain
 * `pulumi`, or both together.
 */
export interface Release {
  /** Undefined for an update that was made without this library. */
  readonly record?: DeploymentRecord;
  /** Updates in Pulumi's history that belong to it, oldest first; none where nothing was updated. */
  readonly updates: readonly HistoricUpdate[];
}

/** What names a release: the id of its deployment, or `update <version>` for a plain update. */
export function nameOf({ record, updates }: Release): string {
  return record?.id ?? `update ${versionOf({ updates }) ?? "?"}`;
}

/** Number of its last update in Pulumi's history. */
export function versionOf({ updates }: Pick<Release, "updates">): number | undefined {
  return updates.at(-1)?.version;
}

/** Whether it was made by plain `pulumi`, so that nobody knows who made it, nor verified it. */
export function isPlain({ record }: Release): boolean {
  return record === undefined;
}

/** What it did: the kind of deployment, or Pulumi's kind of update. */
export function kindOf({ record, updates }: Release): string {
  return record?.kind ?? updates.at(-1)?.kind ?? "";
}

const RESULTS: Readonly<Record<HistoricUpdate["result"], DeploymentStatus>> = {
  succeeded: "succeeded",
  failed: "failed",
  "in-progress": "running",
  "not-started": "running",
};

/** How it stands; an update of plain `pulumi` succeeded if the engine says so, though nothing was verified. */
export function statusOf({ record, updates }: Release): DeploymentStatus {
  const [last] = updates.slice(-1);
  return record?.status ?? (last === undefined ? "interrupted" : RESULTS[last.result]);
}

/** When it began; ISO 8601. */
export function startOf({ record, updates }: Release): string {
  return record?.startedAt ?? updates[0]?.startedAt ?? "";
}

/** When it ended; undefined while it goes on. */
export function endOf({ record, updates }: Release): string | undefined {
  return record === undefined ? updates.at(-1)?.endedAt : record.endedAt;
}

/** The commit of its program, and whether files differed from it. */
export function sourceOf({ record, updates }: Release): { readonly commit?: string; readonly isDirty: boolean } {
  if (record !== undefined) return record.source;
  const [last] = updates.slice(-1);
  return { ...(last?.commit !== undefined && { commit: last.commit }), isDirty: last?.isDirty ?? false };
}
