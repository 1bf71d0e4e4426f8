import type { CloudResource } from "../../model/resource";

export const INSTANCE = "aws:rds/instance:Instance";
export const CLUSTER = "aws:rds/cluster:Cluster";

/** The key of a database's server: instances and clusters may have the same identifier. */
export function serverKey({ type, region }: Pick<CloudResource, "type" | "region">, identifier: string): string {
  return `${type === CLUSTER ? "cluster" : "instance"}-${region}-${identifier}`;
}
