import { ecrRegistry } from "../../../components/shared/ecr-registry";

/** An Amazon ECR private registry (Amazon ECR User Guide, "Amazon ECR private registry"). */
export interface EcrRegistry {
  readonly accountId: string;
  readonly region: string;
}

/** Host of an account's registry in a region. */
export function ecrHost({ accountId, region }: EcrRegistry): string {
  return `${accountId}.dkr.ecr.${region}.amazonaws.com`;
}

/** The Amazon ECR registry of a host; undefined for the host of another registry. */
export function ecrRegistryAt(host: string): EcrRegistry | undefined {
  const found = ecrRegistry(host);
  return found && { accountId: found.registryId, region: found.region };
}

/** The host under which the local cloud stores the images of a registry that has several hosts. */
export function storedHost(host: string): string {
  const ecr = ecrRegistryAt(host);
  return ecr === undefined ? host : ecrHost(ecr);
}
