import { isKnownAs, knownValue, type ResourceView } from "../../core";
import { isBlank, type Switch } from "./properties";

/** A text property of a store, with the values by which data stays unencrypted. */
export interface PlainValue {
  readonly property: string;
  readonly plain: readonly string[];
  /** The default of AWS or its provider. */
  readonly whenMissing: string;
  readonly problem: string;
  readonly wanted: string;
}

/** How a type of store says whether it encrypts. */
export interface StoreEncryption {
  readonly switches?: readonly Switch[];
  readonly values?: readonly PlainValue[];
  /** Whether a resource has nothing to say, since another one decides. */
  readonly isDecidedElsewhere?: (store: ResourceView) => boolean;
}

const ON_DISK = "data lies on disks as plain text";
const ONLY_WHEN_CREATED = `${ON_DISK}, and only a new store can change that`;
const ON_THE_WAY = "data crosses the network in plain text";

const storage = (property: string, problem = ONLY_WHEN_CREATED): StoreEncryption => ({
  switches: [{ property, problem }],
});

/** Restored and replicated clusters have the encryption of their source. */
const cluster: StoreEncryption = {
  ...storage("storageEncrypted"),
  isDecidedElsewhere: (store) =>
    ["snapshotIdentifier", "replicationSourceIdentifier"].some((source) => !isBlank(store, source)) ||
    !store.isMissing("restoreToPointInTime"),
};

const globalCluster: StoreEncryption = {
  ...storage("storageEncrypted"),
  isDecidedElsewhere: (store) => !isBlank(store, "sourceDbClusterIdentifier"),
};

const search: StoreEncryption = {
  switches: [
    { property: "encryptAtRest.enabled", problem: ON_DISK },
    { property: "nodeToNodeEncryption.enabled", problem: "documents pass between nodes as plain text" },
    { property: "domainEndpointOptions.enforceHttps", problem: "requests without TLS are answered" },
  ],
};

/** Engines that DMS reaches over TLS by `sslMode` (AWS DMS User Guide, "Using SSL"). */
const DATABASES = /^(aurora|azuredb|db2|docdb|mariadb|mongodb|mysql|oracle|postgres|sqlserver|sybase)/;

const workspace = ["rootVolumeEncryptionEnabled", "userVolumeEncryptionEnabled"];

/**
 * Stores besides those of RDS, ElastiCache, S3 and EBS, which have rules of their own. What isn't listed always
 * encrypts: DynamoDB, FSx, Keyspaces, Amazon MQ, Redshift Serverless, Timestream, elastic clusters of DocumentDB. A
 * further type is a further line.
 */
export const STORE_ENCRYPTION: Readonly<Record<string, StoreEncryption>> = {
  "aws:apigateway/methodSettings:MethodSettings": {
    switches: [{ property: "settings.cacheDataEncrypted", problem: "answers lie in the cache as plain text" }],
    isDecidedElsewhere: (settings) => !isKnownAs(settings.boolean("settings.cachingEnabled"), true),
  },
  "aws:appsync/apiCache:ApiCache": {
    switches: [
      { property: "atRestEncryptionEnabled", problem: ONLY_WHEN_CREATED },
      { property: "transitEncryptionEnabled", problem: ON_THE_WAY },
    ],
  },
  "aws:dax/cluster:Cluster": {
    ...storage("serverSideEncryption.enabled"),
    values: [
      {
        property: "clusterEndpointEncryptionType",
        plain: ["NONE"],
        whenMissing: "NONE",
        problem: ON_THE_WAY,
        wanted: "TLS",
      },
    ],
  },
  "aws:dms/endpoint:Endpoint": {
    values: [{ property: "sslMode", plain: ["none"], whenMissing: "none", problem: ON_THE_WAY, wanted: "require" }],
    isDecidedElsewhere: (endpoint) => !DATABASES.test(knownValue(endpoint.string("engineName")) ?? ""),
  },
  "aws:docdb/cluster:Cluster": cluster,
  "aws:docdb/globalCluster:GlobalCluster": globalCluster,
  "aws:efs/fileSystem:FileSystem": storage("encrypted"),
  "aws:elasticsearch/domain:Domain": search,
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
    ...storage("serverSideEncryption.enabled", ON_DISK),
    isDecidedElsewhere: (stream) =>
      ["kinesisSourceConfiguration", "mskSourceConfiguration"].some((source) => !stream.isMissing(source)),
  },
  "aws:kinesis/stream:Stream": {
    values: [{ property: "encryptionType", plain: ["NONE"], whenMissing: "NONE", problem: ON_DISK, wanted: "KMS" }],
  },
  "aws:memorydb/cluster:Cluster": { switches: [{ property: "tlsEnabled", whenMissing: true, problem: ON_THE_WAY }] },
  "aws:msk/cluster:Cluster": {
    switches: [
      {
        property: "encryptionInfo.encryptionInTransit.inCluster",
        whenMissing: true,
        problem: "data passes between brokers as plain text",
      },
    ],
    values: [
      {
        property: "encryptionInfo.encryptionInTransit.clientBroker",
        plain: ["PLAINTEXT", "TLS_PLAINTEXT"],
        whenMissing: "TLS",
        problem: ON_THE_WAY,
        wanted: "TLS",
      },
    ],
  },
  "aws:neptune/cluster:Cluster": cluster,
  "aws:neptune/globalCluster:GlobalCluster": globalCluster,
  "aws:opensearch/domain:Domain": search,
  "aws:redshift/cluster:Cluster": {
    switches: [{ property: "encrypted", whenMissing: true, problem: ON_DISK }],
    isDecidedElsewhere: (store) => !isBlank(store, "snapshotIdentifier") || !isBlank(store, "snapshotArn"),
  },
  "aws:workspaces/workspace:Workspace": { switches: workspace.map((property) => ({ property, problem: ON_DISK })) },
};

/** Whether the value of a property leaves data unencrypted. */
export function isPlain(store: ResourceView, { property, plain, whenMissing }: PlainValue): boolean {
  const value = store.string(property);
  return plain.some((each) => isKnownAs(value, each, whenMissing));
}
