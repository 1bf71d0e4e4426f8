/** Names by which CloudWatch knows the parts, once they are known. */
export interface KnownNames {
  readonly clusterName: string;
  readonly services: Readonly<Record<string, KnownServiceNames>>;
  readonly loadBalancer?: string | undefined;
  readonly databaseServers?: Readonly<Record<string, string>> | undefined;
  readonly cacheNodes?: readonly string[] | undefined;
  readonly queues?: Readonly<Record<string, string>> | undefined;
}

/** Names of a service, once they are known. */
export interface KnownServiceNames {
  readonly serviceName: string;
  readonly logGroupName: string;
  readonly targetGroups?: readonly string[];
}
