/** An Amazon ECR private registry. */
export interface EcrRegistry {
  /** Account that holds it. */
  readonly registryId: string;
  /** Region of the registry. */
  readonly region: string;
}

/**
 * Hosts of private registries: IPv4 alone or with IPv6, each also with FIPS 140 (Amazon ECR User Guide, "Getting
 * started with making requests over IPv6"; AWS General Reference, "Amazon ECR endpoints and quotas").
 */
const HOSTS = [
  /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/,
  /^(\d{12})\.dkr-ecr(?:-fips)?\.([a-z0-9-]+)\.on\.(?:aws|amazonwebservices\.com\.cn)$/,
];

/** The Amazon ECR registry behind a host, or undefined for every other registry. */
export function ecrRegistry(host: string): EcrRegistry | undefined {
  const [, registryId, region] = HOSTS.map((form) => form.exec(host)).find((match) => match !== null) ?? [];
  return registryId === undefined || region === undefined ? undefined : { registryId, region };
}
