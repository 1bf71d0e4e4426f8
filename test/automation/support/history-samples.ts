import type { HistoricUpdate, StateResource } from "../../../automation/engine/engine";
import type { DeploymentRecord } from "../../../automation/model/deployment";

export const VERIFIED = { outcome: "verified", checks: [], bakeSeconds: 60 } as const;

/** A deployment that succeeded, unless a test says otherwise. */
export function record(changes: Partial<DeploymentRecord> & Pick<DeploymentRecord, "id">): DeploymentRecord {
  return {
    version: 1,
    environment: "staging",
    kind: "deploy",
    status: "succeeded",
    requestedBy: { who: "ada", from: "laptop" },
    startedAt: timeIn(changes.id),
    endedAt: new Date(Date.parse(timeIn(changes.id)) + 125_000).toISOString(),
    worker: { host: "laptop", processId: 1 },
    source: { commit: "a".repeat(40), isDirty: false },
    steps: [],
    ...changes,
  };
}

/** An update that succeeded, unless a test says otherwise. */
export function update(changes: Partial<HistoricUpdate> & Pick<HistoricUpdate, "version">): HistoricUpdate {
  return {
    kind: "update",
    result: "succeeded",
    message: "",
    startedAt: new Date(Date.UTC(2026, 10, 1, 12, changes.version)).toISOString(),
    endedAt: new Date(Date.UTC(2026, 10, 1, 12, changes.version, 30)).toISOString(),
    commit: "b".repeat(40),
    isDirty: false,
    configuration: {},
    changes: {},
    ...changes,
  };
}

/** A checkpoint's stack with its outputs, and resources of the given types. */
export function checkpoint(
  outputs: Readonly<Record<string, unknown>>,
  types: readonly string[] = [],
): readonly StateResource[] {
  const stack = { urn: "urn:pulumi:staging::proofpix::pulumi:pulumi:Stack::proofpix-staging" };
  return [
    { ...stack, type: "pulumi:pulumi:Stack", outputs },
    ...types.map((type, index) => ({ urn: `urn:pulumi:staging::proofpix::${type}::r${index}`, type, id: `r${index}` })),
  ];
}

/** The time within an id: `20261101-120000-0001`. */
function timeIn(id: string): string {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)/.exec(id) ?? [];
  return `${year ?? ""}-${month ?? ""}-${day ?? ""}T${hour ?? ""}:${minute ?? ""}:${second ?? ""}.000Z`;
}
