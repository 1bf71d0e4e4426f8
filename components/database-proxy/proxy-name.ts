import { createHash } from "node:crypto";

/** Amazon RDS API Reference, CreateDBProxy, DBProxyName, less what {@link readOnlyEndpointName} appends. */
const NAME_LENGTH = 63 - "-read-only".length;
const HASH_LENGTH = 7;

/**
 * Name of a proxy in some subnets. Other subnets replace the proxy, and the new one has to exist before the old one
 * goes; so their hash is in the name, which has to be known, since RDS names the log group by it.
 *
 * RDS takes letters, digits and single hyphens, and writes letters in lower case.
 */
export function proxyName(name: string, subnetIds: readonly string[]): string {
  const hash = createHash("sha256")
    .update([name, ...[...subnetIds].sort()].join("\n"))
    .digest("hex")
    .slice(0, HASH_LENGTH);
  const beginning = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, NAME_LENGTH - HASH_LENGTH - 1)
    .replace(/-$/, "");
  return `${beginning}-${hash}`;
}

/** Name of the read-only endpoint of a proxy; no other endpoint in the account has it either. */
export function readOnlyEndpointName(proxy: string): string {
  return `${proxy}-read-only`;
}
