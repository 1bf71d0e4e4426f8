import type { CloudReader, CloudResource } from "../../model/resource";
import type { ResourceType } from "../../model/resource-type";
import { object, text, type Properties } from "../../model/values";
import { factsOf, INSTANCE } from "./instance-lookup";

/** Automated backups that outlive their instance or lie in another region. No program creates them. */
export const AUTOMATED_BACKUP = "local:rds/automatedBackup:AutomatedBackup";

export const automatedBackup: ResourceType = {
  type: AUTOMATED_BACKUP,
  replaceOnChanges: ["source"],
  make: ({ inputs }) => ({ id: text(inputs, "arn") ?? "", computed: {} }),
};

/**
 * Automated backups as the cloud stores them.
 * @param arn their own ARN, of the region in which they lie.
 */
export function storedBackup(arn: string, region: string, instance: CloudResource): CloudResource {
  return {
    type: AUTOMATED_BACKUP,
    id: arn,
    region,
    urn: "",
    inputs: { source: String(instance.computed.arn), sourceId: instance.id, facts: factsOf(instance) },
    computed: { arn },
  };
}

/** Automated backups by their ARN, or by the resource id of their instance. */
export function automatedBackupAt(name: string, region: string, cloud: CloudReader): CloudResource | undefined {
  return cloud
    .ofType(AUTOMATED_BACKUP)
    .find((each) => each.region === region && (each.id === name || each.inputs.sourceId === name));
}

/** What a restore finds: the newest that is known of the instance, or what there was when it was deleted. */
export function factsOfAutomatedBackup(backup: CloudResource, cloud: CloudReader): Properties {
  const instance = cloud.find(INSTANCE, text(backup.inputs, "sourceId") ?? "");
  const facts = instance === undefined ? (object(backup.inputs, "facts") ?? {}) : factsOf(instance);
  // The copies of another region are encrypted with a key of that region.
  const kmsKeyId = text(backup.inputs, "kmsKeyId") ?? facts.kmsKeyId;
  return kmsKeyId === undefined ? facts : { ...facts, kmsKeyId };
}

/** The backups of an instance that lie elsewhere, with what is known of the instance now. */
export function renewedBackups(instance: CloudResource, cloud: CloudReader): CloudResource[] {
  return cloud
    .ofType(AUTOMATED_BACKUP)
    .filter(({ inputs }) => inputs.sourceId === instance.id)
    .map((backup) => ({ ...backup, inputs: { ...backup.inputs, facts: factsOf(instance) } }));
}
