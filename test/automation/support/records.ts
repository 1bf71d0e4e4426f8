import type { HistoricUpdate } from "../../../automation/engine/engine";
import type { DeploymentRecord } from "../../../automation/model/deployment";
import { configurationRecord } from "../../../automation/pipeline/configuration-text";

export const COMMIT = "c".repeat(40);

/** A deployment of a minute of an hour, which was verified. */
export function deployed(minute: number, more: Partial<DeploymentRecord> = {}): DeploymentRecord {
  const two = String(minute).padStart(2, "0");
  return {
    version: 1,
    id: `20261130-12${two}00-0000`,
    environment: "staging",
    kind: "deploy",
    status: "succeeded",
    requestedBy: { who: "developer", from: "workstation" },
    startedAt: `2026-11-30T12:${two}:00.000Z`,
    worker: { host: "workstation", processId: 1 },
    source: { commit: COMMIT, isDirty: false },
    configuration: configurationRecord(`config:\n  proofpix:image: registry.example/shop:${minute}\n`),
    updateVersion: minute,
    steps: [],
    ...more,
  };
}

/** An update of Pulumi's history, by default that of the deployment of the same minute. */
export function updated(version: number, more: Partial<HistoricUpdate> = {}): HistoricUpdate {
  return {
    version,
    kind: "update",
    result: "succeeded",
    message: "",
    startedAt: `2026-11-30T12:${String(version).padStart(2, "0")}:30.000Z`,
    isDirty: false,
    commit: COMMIT,
    configuration: {},
    changes: {},
    ...more,
  };
}
