/** What programs of tasks find in place of AWS. */
export interface TaskNetwork {
  /** `host:port` of this machine by `host:port` in AWS; `*.` stands for any beginning of a name. */
  readonly connections: Readonly<Record<string, string>>;
  /** File of the certificate authority that vouches for what answers; undefined where nothing does. */
  readonly authorities?: string;
  /** Variables that AWS gives each container. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Where nothing stands in for AWS. */
export const NO_NETWORK: TaskNetwork = { connections: {}, environment: {} };
