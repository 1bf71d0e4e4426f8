import { join } from "node:path";
import { Approvals, DirectoryApprovalStore } from "../../automation/approvals";
import { AuditTrail, DirectoryTrailStore, FileAnchor } from "../../automation/audit";
import type { AutomationContext } from "../../automation/context";
import { deploymentId } from "../../automation/model/deployment-id";
import { FileDeploymentStore } from "../../automation/records/file-deployment-store";
import { localPaths } from "../local/paths";

/** The folder of what is kept of deployments, in the rehearsal or on AWS. */
export function keptFolder(root: string, isAws: boolean): string {
  return join(localPaths(root).local, isAws ? "aws-deployments" : "deployments");
}

/** Records, approvals and the audit trail, kept in a folder; the trail's anchor stands beside it. */
export function keptIn(directory: string): Pick<AutomationContext, "store" | "audit" | "approvals"> {
  const now = (): Date => new Date();
  const audit = new AuditTrail({
    store: new DirectoryTrailStore(join(directory, "audit")),
    anchors: [new FileAnchor(join(directory, "audit-anchor.jsonl"))],
    now,
  });
  const approvals = new Approvals({
    store: new DirectoryApprovalStore(join(directory, "approvals")),
    trail: audit,
    now,
    newId: () => deploymentId(now()),
  });
  return { store: new FileDeploymentStore({ directory: join(directory, "records") }), audit, approvals };
}
