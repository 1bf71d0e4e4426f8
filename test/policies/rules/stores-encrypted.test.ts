import { storesEncrypted as rule } from "../../../policies/rules/stores-encrypted";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { addStateful } from "../support/mutation";

const ON = {
  encryptAtRest: { enabled: true },
  nodeToNodeEncryption: { enabled: true },
  domainEndpointOptions: { enforceHttps: true },
};

function store(type: string, properties: TestResource["properties"] = {}): TestResource {
  return resource(`aws:${type}`, "data", properties);
}

const fileSystem = (properties: TestResource["properties"]) => store("efs/fileSystem:FileSystem", properties);
const domain = (properties: TestResource["properties"]) => store("opensearch/domain:Domain", properties);
const kafka = (encryptionInTransit: unknown) =>
  store("msk/cluster:Cluster", { encryptionInfo: { encryptionInTransit } });

describeRule(rule, {
  accepts: {
    "an encrypted file system": { given: fileSystem({ encrypted: true }) },
    "a search domain with all three": { given: domain(ON) },
    "other resources": { given: store("efs/mountTarget:MountTarget") },
    "encrypted clusters of documents and graphs": {
      given: [
        store("docdb/cluster:Cluster", { storageEncrypted: true }),
        store("neptune/cluster:Cluster", { storageEncrypted: true }),
      ],
    },
    "clusters that are restored or copied, which have their source's encryption": {
      given: [
        store("docdb/cluster:Cluster", { snapshotIdentifier: "snapshot" }),
        store("neptune/cluster:Cluster", { replicationSourceIdentifier: "arn:aws:rds:x" }),
        store("docdb/globalCluster:GlobalCluster", { sourceDbClusterIdentifier: UNKNOWN }),
      ],
    },
    "what is encrypted by default": {
      given: [store("redshift/cluster:Cluster"), store("msk/cluster:Cluster"), store("memorydb/cluster:Cluster")],
    },
    "caches and endpoints that hold or send nothing in plain text": {
      given: [
        store("apigateway/methodSettings:MethodSettings", { settings: { loggingLevel: "INFO" } }),
        store("dms/endpoint:Endpoint", { engineName: "s3" }),
        store("dms/endpoint:Endpoint", { engineName: "aurora-postgresql", sslMode: "verify-full" }),
      ],
    },
    "a delivery stream that reads an encrypted stream": {
      given: [
        store("kinesis/stream:Stream", { encryptionType: "KMS" }),
        store("kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", {
          kinesisSourceConfiguration: { kinesisStreamArn: UNKNOWN },
        }),
      ],
    },
  },
  refuses: {
    "a file system that is not, in development too": {
      given: fileSystem({ encrypted: false }),
      environment: "development",
      violations: ["data: encrypted is false: data lies on disks as plain text"],
    },
    "search domains with plain text on disks or over HTTP, of the older kind too": {
      given: [
        domain({ ...ON, encryptAtRest: { enabled: false } }),
        store("elasticsearch/domain:Domain", { ...ON, domainEndpointOptions: {} }),
      ],
      violations: [
        "data: encryptAtRest.enabled is false: data lies on disks as plain text",
        "data: domainEndpointOptions.enforceHttps is not set: requests without TLS are answered",
      ],
    },
    "each kind of store that is switched off": {
      given: [
        store("redshift/cluster:Cluster", { encrypted: "false" }),
        store("memorydb/cluster:Cluster", { tlsEnabled: false }),
        kafka({ clientBroker: "TLS_PLAINTEXT", inCluster: false }),
      ],
      violations: [
        "data: encrypted is false",
        "data: tlsEnabled is false: data crosses the network in plain text",
        "data: encryptionInfo.encryptionInTransit.inCluster is false",
        'data: encryptionInfo.encryptionInTransit.clientBroker is "TLS_PLAINTEXT"',
      ],
    },
    "each kind of store that isn't unless it is told": {
      given: [
        store("docdb/cluster:Cluster"),
        store("neptune/cluster:Cluster"),
        store("docdb/globalCluster:GlobalCluster"),
        store("dax/cluster:Cluster"),
        store("kinesis/stream:Stream"),
        store("kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", { destination: "extended_s3" }),
      ],
      violations: [
        "data: storageEncrypted is not set",
        "data: storageEncrypted is not set",
        "data: storageEncrypted is not set",
        "data: serverSideEncryption.enabled is not set",
        "data: clusterEndpointEncryptionType is not set: data crosses the network in plain text; allowed: TLS",
        "data: encryptionType is not set: data lies on disks as plain text; allowed: KMS",
        "data: serverSideEncryption.enabled is not set",
      ],
    },
  },
  boundaries: {
    "caches of APIs, and a source of a migration": {
      given: [
        store("apigateway/methodSettings:MethodSettings", { settings: { cachingEnabled: true } }),
        store("appsync/apiCache:ApiCache", { transitEncryptionEnabled: true }),
        store("dms/endpoint:Endpoint", { engineName: "mysql" }),
      ],
      violations: [
        "data: settings.cacheDataEncrypted is not set",
        "data: atRestEncryptionEnabled is not set",
        "data: sslMode is not set: data crosses the network in plain text; allowed: require",
      ],
    },
    "a boolean written as text": { given: fileSystem({ encrypted: "true" }) },
    "the strictest of Kafka's values, and one between": {
      given: [kafka({ clientBroker: "TLS" }), kafka({ clientBroker: "PLAINTEXT" })],
      violations: ['data: encryptionInfo.encryptionInTransit.clientBroker is "PLAINTEXT"'],
    },
  },
  missing: {
    "nothing said, where nothing is on": {
      given: [fileSystem({}), domain({})],
      violations: [
        "data: encrypted is not set",
        "data: encryptAtRest.enabled is not set",
        "data: nodeToNodeEncryption.enabled is not set",
        "data: domainEndpointOptions.enforceHttps is not set",
      ],
    },
  },
  unknown: {
    "one unknown, one off": {
      given: domain({ ...ON, encryptAtRest: UNKNOWN, nodeToNodeEncryption: { enabled: false } }),
      violations: ["data: nodeToNodeEncryption.enabled is false"],
      remarks: ["data: Not determinable yet: encryptAtRest.enabled isn't known"],
    },
    "an unknown type of encryption": {
      given: store("kinesis/stream:Stream", { encryptionType: UNKNOWN }),
      remarks: ["data: Not determinable yet: encryptionType isn't known"],
    },
  },
  production: addStateful("aws:efs/fileSystem:FileSystem", { encrypted: false }),
});
