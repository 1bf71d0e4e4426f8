import type { DeploymentRecord } from "../model/deployment";

/** How many verified deployments of an environment keep their images, so that a rollback can return to them. */
export const KEPT_DEPLOYMENTS = 10;

/**
 * Digests of the images that an environment runs or can return to: those of its last verified deployments, and of
 * whatever was tried since.
 * @param records newest first.
 */
export function keptDigests(records: readonly DeploymentRecord[]): string[] {
  const good = records.filter((record) => record.status === "succeeded" && digestsOf(record).length > 0);
  const last = good[KEPT_DEPLOYMENTS - 1];
  const kept = last === undefined ? records : records.slice(0, records.indexOf(last) + 1);
  return [...new Set(kept.flatMap(digestsOf))];
}

/** Whether the records tell which images an environment runs. */
export function tellsImages(records: readonly DeploymentRecord[]): boolean {
  return records.some((record) => record.status === "succeeded" && digestsOf(record).length > 0);
}

function digestsOf({ image, imageDigests = {} }: DeploymentRecord): string[] {
  const [, digest] = /@(sha256:[0-9a-f]{64})$/.exec(image ?? "") ?? [];
  return [...Object.values(imageDigests), ...(digest === undefined ? [] : [digest])];
}
