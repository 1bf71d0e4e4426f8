import * as pulumi from "@pulumi/pulumi";
import type { MonitoredShard } from "./alarms";
import { nodesOf } from "./monitored";

/** Hosts of the single nodes, by the names that `monitoredCache` gives them. */
export function nodeHosts(
  endpoint: pulumi.Output<string>,
  shards: readonly MonitoredShard[],
  args: Parameters<typeof nodesOf>[0],
): Readonly<Record<string, pulumi.Output<string>>> {
  const ids = shards.flatMap(({ nodeIds }) => nodeIds);
  return Object.fromEntries(
    nodesOf(args).map((name, index) => [
      name,
      pulumi.all([endpoint, ids[index] ?? ""]).apply(([host, node]) => nodeHost(host, node)),
    ]),
  );
}

/**
 * Host of one node, with TLS: the endpoint of all has `master` or `clustercfg` in its place (Amazon ElastiCache User
 * Guide, "Finding connection endpoints").
 * @param endpoint undefined with mocks of a user's tests, which compute nothing: the node's id then stands for its host
 */
export function nodeHost(endpoint: string | undefined, nodeId: string): string {
  if (endpoint === undefined) return nodeId;
  return `${nodeId}${endpoint.slice(endpoint.indexOf("."))}`;
}
