/** An Amazon ECR private registry (Amazon ECR User Guide, "Amazon ECR private registry"). */
export interface EcrRegistry {
  readonly accountId: string;
  readonly region: string;
}

/** Host of an account's registry in a region. */
export function ecrHost({ accountId, region }: EcrRegistry): string {
  return `${accountId}.dkr.ecr.${region}.amazonaws.com`;
}

/** The registry behind a host; undefined for every other registry. */
export function ecrRegistryAt(host: string): EcrRegistry | undefined {
  const [, accountId, region] = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com$/.exec(host) ?? [];
  return accountId === undefined || region === undefined ? undefined : { accountId, region };
}
