import type { AutomationContext } from "../context";
import type { DeploymentRecord } from "../model/deployment";
import { audited } from "./audited";

/**
 * Records deployments whose process ended as interrupted, and tells of them. Call it with the environment claimed:
 * whoever still says it runs then has died.
 */
export async function noteInterrupted({ environment, store, emit, clock, audit }: AutomationContext): Promise<void> {
  const { records } = await store.list(environment);
  for (const record of records.filter(({ status }) => status === "running")) {
    const interrupted = asInterrupted(record, clock.timeOfDay());
    await store.save(interrupted);
    await audited(interrupted, { audit });
    emit({ code: "interrupted-deployment-found", record: interrupted });
  }
}

/** A record whose worker died. Its end is when that was found, since nobody knows when it was. */
export function asInterrupted(record: DeploymentRecord, now: Date): DeploymentRecord {
  const endedAt = now.toISOString();
  const { host, processId } = record.worker;
  return {
    ...record,
    status: "interrupted",
    endedAt,
    failure: `the process that worked on it ended: ${processId} on ${host}`,
    steps: record.steps.map((step) =>
      step.outcome === undefined ? { ...step, endedAt, outcome: "interrupted" as const } : step,
    ),
  };
}
