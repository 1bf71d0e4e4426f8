/**
 * Names of what is watched, as AWS knows them; known once it is deployed. Datadog's AWS integration tags metrics with
 * them. What is left out, is taken to have the name by which the description knows it.
 */
export interface DatadogAddresses {
  /** Name of the ECS cluster. */
  readonly cluster: string;
  /** Names of the ECS services, by the names of the services. */
  readonly ecsServices: Readonly<Record<string, string>>;
  /** End of the load balancer's ARN, `app/<name>/<id>`; undefined without one. */
  readonly loadBalancer: string | undefined;
  /** Ends of the target groups' ARNs, `targetgroup/<name>/<id>`, two of each service, by the names of the services. */
  readonly targetGroups: Readonly<Record<string, readonly string[]>>;
  /** Identifiers of the database's servers, by their names. */
  readonly databaseServers: Readonly<Record<string, string>>;
  /** Identifiers of the cache's nodes, by their names. */
  readonly cacheNodes: Readonly<Record<string, string>>;
  /** Names of the queues and those of their dead letters, as SQS knows them, by their names. */
  readonly queues: Readonly<Record<string, string>>;
}

/** Nothing that AWS has named yet. */
export const NO_ADDRESSES: DatadogAddresses = {
  cluster: "",
  ecsServices: {},
  loadBalancer: undefined,
  targetGroups: {},
  databaseServers: {},
  cacheNodes: {},
  queues: {},
};
