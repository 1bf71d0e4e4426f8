import type { CloudReader, CloudResource } from "../../model/resource";
import { number, text } from "../../model/values";
import { clusterNamed, instancesOfCluster } from "./cluster-lookup";

/** The cluster lists a new instance. */
export function withMember(member: CloudResource, cloud: CloudReader): CloudResource[] {
  const parent = clusterNamed(text(member.inputs, "clusterIdentifier") ?? "", member.region, cloud);
  if (parent === undefined) return [];
  const others = instancesOfCluster(parent, cloud).filter(({ id }) => id !== member.id);
  return [withMembers(parent, [...others, member])];
}

/** Amazon Aurora User Guide, "High availability for Amazon Aurora": the reader of the lowest tier becomes writer. */
export function withoutMember(member: CloudResource, cloud: CloudReader): CloudResource[] {
  const parent = clusterNamed(text(member.inputs, "clusterIdentifier") ?? "", member.region, cloud);
  if (parent === undefined) return [];
  const others = instancesOfCluster(parent, cloud).filter(({ id }) => id !== member.id);
  const tierOf = ({ inputs }: CloudResource): number => number(inputs, "promotionTier") ?? 0;
  const [next] = [...others].sort((one, other) => tierOf(one) - tierOf(other));
  const promoted =
    member.computed.writer === true && next !== undefined
      ? [{ ...next, computed: { ...next.computed, writer: true } }]
      : [];
  return [withMembers(parent, others), ...promoted];
}

function withMembers(parent: CloudResource, members: readonly CloudResource[]): CloudResource {
  const clusterMembers = members.map(({ computed }) => computed.identifier);
  return { ...parent, computed: { ...parent.computed, clusterMembers } };
}

/** The instances of a cluster have its version. */
export function upgradedMembers(cluster: CloudResource, cloud: CloudReader): CloudResource[] {
  const { engineVersionActual } = cluster.computed;
  return instancesOfCluster(cluster, cloud)
    .filter((member) => member.computed.engineVersionActual !== engineVersionActual)
    .map((member) => ({ ...member, computed: { ...member.computed, engineVersionActual } }));
}
