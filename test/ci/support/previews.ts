import type { Operation } from "../../../automation/engine/operation";
import type { EnvironmentPreview } from "../../../ci/comment/preview";

/** A planned operation on a resource. */
export function planned(kind: Operation["kind"], name: string, more: Partial<Operation> = {}): Operation {
  const type = more.type ?? "aws:sqs/queue:Queue";
  return {
    urn: `urn:pulumi:staging::proofpix::${type}::${name}`,
    type,
    kind,
    state: "planned",
    changes: [],
    replacedBy: [],
    isProtected: false,
    at: 0,
    ...more,
  };
}

export function preview(more: Partial<EnvironmentPreview> = {}): EnvironmentPreview {
  const nothing = { environment: "staging", succeeded: true, changes: [], unchanged: 3, findings: [], errors: [] };
  return { ...nothing, ...more };
}
