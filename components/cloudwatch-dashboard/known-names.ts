import type { CloudWatchNames, CloudWatchServiceNames } from "./args";

/** Names by which CloudWatch knows the parts, once they are known. */
export type KnownNames = CloudWatchNames<string>;

/** Names of a service, once they are known. */
export type KnownServiceNames = CloudWatchServiceNames<string>;
