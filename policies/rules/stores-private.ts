import { ALWAYS_MANDATORY, isKnownAs, knownValue, resourceRule, type Finding, type ResourceView } from "../core";
import { readersAt } from "./shared/places";

/** Properties that open a store to the internet, and the values by which they do. */
const PUBLIC: Readonly<Record<string, readonly (readonly [path: string, value: string])[]>> = {
  "aws:dms/replicationInstance:ReplicationInstance": [["publiclyAccessible", "true"]],
  "aws:lightsail/database:Database": [["publiclyAccessible", "true"]],
  "aws:mq/broker:Broker": [["publiclyAccessible", "true"]],
  "aws:msk/cluster:Cluster": [
    ["brokerNodeGroupInfo.connectivityInfo.publicAccess.type", "SERVICE_PROVIDED_EIPS"],
    ["clientAuthentication.unauthenticated", "true"],
  ],
  "aws:memorydb/cluster:Cluster": [["aclName", "open-access"]],
  "aws:elasticache/user:User": [["noPasswordRequired", "true"]],
  "aws:neptune/clusterInstance:ClusterInstance": [["publiclyAccessible", "true"]],
  "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy": [["policy#[].AllowFromPublic", "true"]],
  "aws:redshift/cluster:Cluster": [["publiclyAccessible", "true"]],
  "aws:redshiftserverless/workgroup:Workgroup": [["publiclyAccessible", "true"]],
  "aws:timestreaminfluxdb/dbCluster:DbCluster": [["publiclyAccessible", "true"]],
  "aws:timestreaminfluxdb/dbInstance:DbInstance": [["publiclyAccessible", "true"]],
};

export const storesPrivate = resourceRule({
  name: "stores-private",
  title: "Stores are closed to strangers",
  description:
    "Warehouses, brokers, Kafka clusters, graph and time series databases, search collections and replication instances " +
    "have no public address, and none lets clients in that don't say who they are. RDS has a rule of its own " +
    "(rds-private-and-encrypted).",
  why: "A store with a public address is found and tried within minutes, and one without authentication has no last line.",
  fix: "Take the property out or set it to false, and reach the store from within the network, or with a user's password.",
  severity: "critical",
  identifiers: {
    fsbp: ["DMS.1", "MSK.4", "MSK.6", "MQ.5", "Redshift.1", "RedshiftServerless.3"],
    checkov: ["CKV_AWS_69", "CKV_AWS_87", "CKV_AWS_89", "CKV_AWS_102"],
  },
  requirements: ["SE-3"],
  references: [
    {
      title: "Amazon Redshift Management Guide, Managing clusters in a VPC",
      url: "https://docs.aws.amazon.com/redshift/latest/mgmt/managing-clusters-vpc.html",
    },
    {
      title: "Amazon MSK Developer Guide, Turn on public access to an MSK Provisioned cluster",
      url: "https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html",
    },
  ],
  types: Object.keys(PUBLIC) as [string, ...string[]],
  levels: ALWAYS_MANDATORY,
  check: (store) => (PUBLIC[store.type] ?? []).flatMap(([path, value]) => opened(store, path, value)),
});

function opened(store: ResourceView, path: string, value: string): Finding[] {
  return readersAt(store, path)
    .filter((reader) => isKnownAs(reader.string(), value))
    .map((reader) => ({
      property: reader.path,
      value: knownValue(reader.boolean()) ?? value,
      problem: "strangers may reach it",
      allowed: "another value, or none",
      fix: "take it out, and let clients come from within the network and say who they are",
    }));
}
