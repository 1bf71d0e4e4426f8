import type { AutomationContext } from "../context";
import type { DeploymentRecord } from "../model/deployment";
import { livenessOf } from "../records/liveness";
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
  return {
    ...ended(record),
    endedAt,
    steps: record.steps.map((step) =>
      step.outcome === undefined ? { ...step, endedAt, outcome: "interrupted" as const } : step,
    ),
  };
}

/**
 * A record as who only looks sees it: one that says that it runs, and whose process is known to have ended, was
 * interrupted. The next deployment writes it down.
 */
export function asSeen(record: DeploymentRecord, now: Date): DeploymentRecord {
  const isDead = record.status === "running" && livenessOf(record, now) === "dead";
  return isDead ? ended(record) : record;
}

function ended(record: DeploymentRecord): DeploymentRecord {
  const { host, processId } = record.worker;
  return {
    ...record,
    status: "interrupted",
    failure: `the process that worked on it ended: ${processId} on ${host}`,
  };
}
