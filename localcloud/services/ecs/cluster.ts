import { arn } from "../../model/arn";
import type { Reference, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { nameOf } from "../shared/names";

const CLUSTER = "aws:ecs/cluster:Cluster";

export const cluster: ResourceType = {
  type: CLUSTER,
  autonaming: { input: "name", maximumLength: 255 },
  replacedBy: ["name", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "InvalidParameterException",
    message: (name) => `Arguments on this idempotent request are inconsistent with the cluster '${name}' (name)`,
  },
  references: [
    {
      input: "configuration.executeCommandConfiguration.logConfiguration.cloudWatchLogGroupName",
      to: ["aws:cloudwatch/logGroup:LogGroup"],
      missing: { code: "InvalidParameterException", message: (name) => `The log group '${name}' does not exist` },
    },
  ],
  make: (operation) => {
    const id = arn("ecs", operation.region, operation.accountId, `cluster/${nameOf(operation)}`);
    return { id, computed: { arn: id, name: nameOf(operation) } };
  },
};

/**
 * An input that names a cluster, by ARN or by name.
 * @param options.holdsCluster whether the cluster can't be deleted before what names it.
 */
export function clusterReferences(input: string, { holdsCluster }: { readonly holdsCluster: boolean }): Reference[] {
  const inUse = {
    code: "ClusterContainsServicesException",
    message: () => "The Cluster cannot be deleted while Services are active.",
  };
  const reference = (by: string): Reference => ({
    input,
    to: [CLUSTER],
    by,
    missing: { code: "ClusterNotFoundException", message: (value) => `Cluster not found: '${value}'` },
    ...(holdsCluster && { inUse }),
    ignores: (value) => value.startsWith("arn:") !== (by === "arn"),
  });
  return [reference("arn"), reference("name")];
}

/** The name in an ARN or name of a cluster. */
export function clusterName(value: string): string {
  return value.split("cluster/").at(-1) ?? value;
}

/** The name of the cluster that an input names. */
export function clusterNameIn(inputs: Parameters<typeof text>[0], input: string): string {
  return clusterName(text(inputs, input) ?? "");
}
