import type { Reference } from "../../model/resource-type";
import { text, type Properties } from "../../model/values";

export const CLUSTER = "aws:ecs/cluster:Cluster";

/** The cluster of what names none (Amazon ECS Developer Guide, "Amazon ECS clusters"). */
const DEFAULT_CLUSTER = "default";

/**
 * An input that names a cluster, by ARN or by name.
 * @param inUse refusal to delete the cluster before what names it.
 */
export function clusterReferences(input: string, inUse?: Reference["inUse"]): Reference[] {
  const reference = (by: string): Reference => ({
    input,
    to: [CLUSTER],
    by,
    missing: { code: "ClusterNotFoundException", message: (value) => `Cluster not found: '${value}'` },
    inUse,
    ignores: (value) => value.startsWith("arn:") !== (by === "arn"),
  });
  return [reference("arn"), reference("name")];
}

/** The name of the cluster that an input names. */
export function clusterNameIn(inputs: Properties, input: string): string {
  const value = text(inputs, input) ?? DEFAULT_CLUSTER;
  return value.split("cluster/").at(-1) ?? value;
}
