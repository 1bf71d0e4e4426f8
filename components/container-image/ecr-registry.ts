/** An Amazon ECR private registry. */
export interface EcrRegistry {
  /** Account that holds it. */
  readonly registryId: string;
  readonly region: string;
}

/** Hosts of private registries (Amazon ECR User Guide, "Amazon ECR private registry"). */
const HOST = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;

/** The Amazon ECR registry behind a host, or undefined for every other registry. */
export function ecrRegistry(host: string): EcrRegistry | undefined {
  const [, registryId, region] = HOST.exec(host) ?? [];
  return registryId === undefined || region === undefined ? undefined : { registryId, region };
}
