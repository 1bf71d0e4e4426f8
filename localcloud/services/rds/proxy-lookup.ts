import type { CloudReader, CloudResource } from "../../model/resource";
import type { Reference } from "../../model/resource-type";

export const PROXY = "aws:rds/proxy:Proxy";
export const PROXY_TARGET = "aws:rds/proxyTarget:ProxyTarget";
export const PROXY_ENDPOINT = "aws:rds/proxyEndpoint:ProxyEndpoint";

/** Name of the target group that each proxy comes with. */
export const DEFAULT_TARGET_GROUP = "default";

/** The proxy of a name in a region. */
export function proxyNamed(name: string, region: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.ofType(PROXY).find((each) => each.region === region && each.computed.name === name);
}

/** The target of a proxy: it has one at most. */
export function targetOf(name: string, region: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.ofType(PROXY_TARGET).find((each) => each.region === region && each.inputs.dbProxyName === name);
}

/** The endpoints that a proxy has beside its own. */
export function endpointsOf(name: string, region: string, cloud: CloudReader): CloudResource[] {
  return cloud.ofType(PROXY_ENDPOINT).filter((each) => each.region === region && each.inputs.dbProxyName === name);
}

/** An input that names a proxy; what belongs to a proxy goes with it. */
export const proxyReference: Reference = {
  input: "dbProxyName",
  to: [PROXY],
  by: "name",
  inRegion: true,
  missing: { code: "DBProxyNotFoundFault", message: (name) => `DBProxy ${name} doesn't exist` },
};
