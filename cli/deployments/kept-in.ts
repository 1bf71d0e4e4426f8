import { join } from "node:path";
import type { S3Client } from "@aws-sdk/client-s3";
import { Approvals, type ApprovalStore, BucketApprovalStore, DirectoryApprovalStore } from "../../automation/approvals";
import {
  type Anchor,
  AuditTrail,
  BucketAnchor,
  BucketTrailStore,
  DirectoryTrailStore,
  FileAnchor,
  type TrailStore,
} from "../../automation/audit";
import type { AutomationContext } from "../../automation/context";
import { deploymentId } from "../../automation/model/deployment-id";
import { BucketDeploymentStore } from "../../automation/records/bucket-deployment-store";
import { FileDeploymentStore } from "../../automation/records/file-deployment-store";
import { localPaths } from "../local/paths";

/** What is kept of deployments. */
export type Kept = Pick<AutomationContext, "store" | "audit" | "approvals">;

const now = (): Date => new Date();

/** What is kept on this machine, of the rehearsal or of AWS: in a folder, with the audit trail's anchor beside it. */
export function keptHere(root: string, isAws: boolean): Kept {
  const directory = join(localPaths(root).local, isAws ? "aws-deployments" : "deployments");
  const store = new FileDeploymentStore({ directory: join(directory, "records") });
  const trail = new DirectoryTrailStore(join(directory, "audit"));
  const anchor = new FileAnchor(join(directory, "audit-anchor.jsonl"));
  return { store, ...audited(trail, anchor, new DirectoryApprovalStore(join(directory, "approvals"))) };
}

/** What is kept of an environment in the bootstrap stack's audit bucket, which all machines share. */
export function keptInBucket(environment: string, bucket: string, client: S3Client): Kept {
  const place = (prefix: string) => ({ client, bucket, prefix });
  const store = new BucketDeploymentStore({ ...place("records/"), now });
  const trail = new BucketTrailStore(place(`audit/${environment}/entries/`));
  const anchor = new BucketAnchor({ ...place(`audit/${environment}/heads/`), now });
  return { store, ...audited(trail, anchor, new BucketApprovalStore(place("approvals/"))) };
}

function audited(trail: TrailStore, anchor: Anchor, store: ApprovalStore): Pick<Kept, "audit" | "approvals"> {
  const audit = new AuditTrail({ store: trail, anchors: [anchor], now });
  return { audit, approvals: new Approvals({ store, trail: audit, now, newId: () => deploymentId(now()) }) };
}
