import type { CloudReader, CloudResource } from "../../model/resource";
import type { ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";

const RECOVERY_POINT = "local:backup/recoveryPoint:RecoveryPoint";

/** A backup in a vault. No program creates it: a rehearsal does. */
export const recoveryPoint: ResourceType = {
  type: RECOVERY_POINT,
  replaceOnChanges: ["backupVaultArn", "resourceArn"],
  make: ({ inputs }) => ({ id: text(inputs, "recoveryPointArn") ?? "", computed: {} }),
};

/** A backup of a resource, as a vault holds it. */
export interface StoredRecoveryPoint {
  readonly recoveryPointArn: string;
  readonly backupVaultArn: string;
  readonly resourceArn: string;
  readonly region: string;
}

/** A backup as the cloud stores it, which belongs to no stack. */
export function storedRecoveryPoint({ region, ...inputs }: StoredRecoveryPoint): CloudResource {
  return { type: RECOVERY_POINT, id: inputs.recoveryPointArn, region, urn: "", inputs, computed: {} };
}

/** The backups in a vault. */
export function recoveryPointsIn(vault: CloudResource, cloud: CloudReader): CloudResource[] {
  return cloud.ofType(RECOVERY_POINT).filter(({ inputs }) => inputs.backupVaultArn === vault.computed.arn);
}
