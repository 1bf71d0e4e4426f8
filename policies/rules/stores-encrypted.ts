import { ALWAYS_MANDATORY, knownValue, resourceRule } from "../core";
import { wrongSwitch } from "./shared/properties";
import { isPlain, STORE_ENCRYPTION } from "./shared/store-encryption";

export const storesEncrypted = resourceRule({
  name: "stores-encrypted",
  formerNames: ["efs-encrypted", "opensearch-encrypted"],
  title: "Stores are encrypted, at rest and on the way",
  description:
    "File systems, search domains, warehouses, streams, document and graph databases, DynamoDB's caches, MemoryDB, " +
    "Kafka clusters and desktops encrypt what they store and, where they can, what they send. RDS, ElastiCache and EBS " +
    "have rules of their own.",
  why:
    "Whoever gets a disk, a snapshot or a place on the network reads what is in plain text. In most stores encryption " +
    "can be chosen only when they are created: later all data has to be copied to a new one.",
  fix: "Set the property that the message names, and a customer managed key beside it where there is one.",
  severity: "high",
  identifiers: {
    fsbp: [
      "DAX.3",
      "DataFirehose.1",
      "DocumentDB.1",
      "EFS.1",
      "Kinesis.1",
      "MSK.1",
      "Neptune.1",
      "Opensearch.1",
      "Opensearch.3",
      "Opensearch.8",
    ],
    checkov: [
      "CKV_AWS_5",
      "CKV_AWS_6",
      "CKV_AWS_42",
      "CKV_AWS_43",
      "CKV_AWS_44",
      "CKV_AWS_47",
      "CKV_AWS_64",
      "CKV_AWS_74",
      "CKV_AWS_81",
      "CKV_AWS_83",
    ],
  },
  requirements: ["SE-2"],
  references: [
    {
      title: "Amazon EFS User Guide, Encrypting data at rest",
      url: "https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html",
    },
    {
      title: "Amazon OpenSearch Service Developer Guide, Data protection in Amazon OpenSearch Service",
      url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/data-protection.html",
    },
    {
      title: "Amazon DocumentDB Developer Guide, Encrypting Amazon DocumentDB data at rest",
      url: "https://docs.aws.amazon.com/documentdb/latest/developerguide/encryption-at-rest.html",
    },
    {
      title: "Amazon Kinesis Data Streams Developer Guide, Data protection in Amazon Kinesis Data Streams",
      url: "https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html",
    },
    {
      title: "Amazon MSK Developer Guide, Amazon MSK encryption",
      url: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html",
    },
  ],
  types: Object.keys(STORE_ENCRYPTION) as [string, ...string[]],
  levels: ALWAYS_MANDATORY,
  check(store) {
    const { switches = [], values = [], isDecidedElsewhere } = STORE_ENCRYPTION[store.type] ?? {};
    if (isDecidedElsewhere?.(store) === true) return [];
    return [
      ...switches.flatMap((each) => wrongSwitch(store, each)),
      ...values
        .filter((each) => isPlain(store, each))
        .map(({ property, problem, wanted }) => ({
          property,
          value: knownValue(store.string(property)),
          problem,
          allowed: wanted,
          fix: `set ${property}: "${wanted}"`,
        })),
    ];
  },
});
