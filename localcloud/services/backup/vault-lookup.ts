import type { CloudReader, CloudResource } from "../../model/resource";
import type { Reference } from "../../model/resource-type";
import { number, type Properties, text } from "../../model/values";

export const VAULT = "aws:backup/vault:Vault";
export const VAULT_LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";

/** The vault of a name in a region. */
export function vaultNamed(name: string, region: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.ofType(VAULT).find((each) => each.computed.name === name && each.region === region);
}

/** The vault with an ARN. */
export function vaultByArn(vaultArn: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.ofType(VAULT).find((each) => each.computed.arn === vaultArn);
}

/** A vault's lock, if it has one. */
export function lockOf({ computed, region }: CloudResource, cloud: CloudReader): CloudResource | undefined {
  return cloud
    .ofType(VAULT_LOCK)
    .find((lock) => lock.inputs.backupVaultName === computed.name && lock.region === region);
}

/** Why a lock makes each backup fail that is kept for some days; undefined where it lets them in. */
export function retentionProblem(
  vault: CloudResource,
  days: number | undefined,
  cloud: CloudReader,
): string | undefined {
  const demand = unmetDemand(lockOf(vault, cloud)?.inputs ?? {}, days ?? Infinity);
  if (demand === undefined) return undefined;
  const kept = days === undefined ? "for ever" : `for ${days} days`;
  return `vault ${text(vault.computed, "name")} is locked for backups that are kept ${demand}, got ${kept}`;
}

function unmetDemand(lock: Properties, days: number): string | undefined {
  const least = number(lock, "minRetentionDays") ?? 0;
  const most = number(lock, "maxRetentionDays") ?? Infinity;
  if (days < least) return `${least} days or longer`;
  return days > most ? `${most} days or less` : undefined;
}

/** An input that names a vault by its name; it doesn't keep the vault from being deleted. */
export function vaultReference(input: string): Reference {
  return {
    input,
    to: [VAULT],
    by: "name",
    inRegion: true,
    missing: {
      code: "ResourceNotFoundException",
      message: (name) => `Backup vault ${name} does not exist.`,
    },
  };
}
