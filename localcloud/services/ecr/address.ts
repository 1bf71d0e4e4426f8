/** An Amazon ECR private registry (Amazon ECR User Guide, "Amazon ECR private registry"). */
export interface EcrRegistry {
  readonly accountId: string;
  readonly region: string;
}

/** Host of an account's registry in a region. */
export function ecrHost({ accountId, region }: EcrRegistry): string {
  return `${accountId}.dkr.ecr.${region}.amazonaws.com`;
}

/**
 * Other hosts of the same registry: with IPv6 too, and with FIPS 140 (Amazon ECR User Guide, "Getting started with
 * making requests over IPv6"; AWS General Reference, "Amazon ECR endpoints and quotas").
 */
const HOSTS = [
  /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com$/,
  /^(\d{12})\.dkr-ecr(?:-fips)?\.([a-z0-9-]+)\.on\.aws$/,
];

/** The Amazon ECR registry of a host; undefined for the host of another registry. */
export function ecrRegistryAt(host: string): EcrRegistry | undefined {
  const [, accountId, region] = HOSTS.map((form) => form.exec(host)).find((match) => match !== null) ?? [];
  return accountId === undefined || region === undefined ? undefined : { accountId, region };
}

/** The host under which the local cloud stores the images of a registry that has several hosts. */
export function storedHost(host: string): string {
  const ecr = ecrRegistryAt(host);
  return ecr === undefined ? host : ecrHost(ecr);
}
