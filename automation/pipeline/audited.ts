import type { AutomationContext } from "../context";
import type { AuditOutcome } from "../audit";
import type { DeploymentRecord, DeploymentStatus } from "../model/deployment";
import { originIn } from "./origin-in";

const OUTCOMES: Readonly<Record<DeploymentStatus, AuditOutcome>> = {
  running: "started",
  succeeded: "succeeded",
  "rolled-back": "rolled-back",
  failed: "failed",
  refused: "refused",
  interrupted: "interrupted",
};

/** Writes how a deployment stands into the audit trail (SE-5). */
export async function audited(record: DeploymentRecord, { audit }: Pick<AutomationContext, "audit">): Promise<void> {
  const { kind, environment, id, requestedBy, status, image, reason, failure, source } = record;
  await audit.append({
    who: requestedBy.who,
    what: { action: kind, environment, deploymentId: id },
    from: originIn(requestedBy),
    outcome: OUTCOMES[status],
    details: {
      ...(image !== undefined && { image }),
      ...(reason !== undefined && { reason }),
      ...(failure !== undefined && { failure }),
      ...(source.commit !== undefined && { commit: source.commit }),
      ...(record.configuration !== undefined && { configuration: record.configuration.digest }),
    },
  });
}
