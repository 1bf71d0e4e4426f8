import { storesPrivate as rule } from "../../../policies/rules/stores-private";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { add } from "../support/mutation";

function store(type: string, properties: TestResource["properties"] = {}): TestResource {
  return resource(`aws:${type}`, "data", properties);
}

const kafkaAccess = (type: string) =>
  store("msk/cluster:Cluster", { brokerNodeGroupInfo: { connectivityInfo: { publicAccess: { type } } } });

const collection = (AllowFromPublic: boolean) =>
  store("opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy", {
    type: "network",
    policy: JSON.stringify([{ Rules: [{ ResourceType: "collection", Resource: ["collection/x"] }], AllowFromPublic }]),
  });

describeRule(rule, {
  accepts: {
    "stores within the network": {
      given: [
        store("redshift/cluster:Cluster", { publiclyAccessible: false }),
        store("mq/broker:Broker", { publiclyAccessible: false }),
        store("memorydb/cluster:Cluster", { aclName: "orders" }),
        kafkaAccess("DISABLED"),
        collection(false),
      ],
    },
    "a policy of encryption, which is an object": {
      given: store("opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy", {
        type: "encryption",
        policy: JSON.stringify({ Rules: [], AWSOwnedKey: true }),
      }),
    },
    "a database of RDS, which another rule reports": {
      given: store("rds/instance:Instance", { publiclyAccessible: true }),
    },
  },
  refuses: {
    "stores with a public address": {
      given: [
        "redshift/cluster:Cluster",
        "redshiftserverless/workgroup:Workgroup",
        "mq/broker:Broker",
        "dms/replicationInstance:ReplicationInstance",
        "neptune/clusterInstance:ClusterInstance",
        "lightsail/database:Database",
        "timestreaminfluxdb/dbInstance:DbInstance",
      ].map((type) => store(type, { publiclyAccessible: true })),
      violations: Array.from({ length: 7 }, () => "data: publiclyAccessible is true: strangers may reach it") as [
        string,
        ...string[],
      ],
    },
    "brokers and collections that are reached from the internet": {
      given: [kafkaAccess("SERVICE_PROVIDED_EIPS"), collection(true)],
      violations: [
        'data: brokerNodeGroupInfo.connectivityInfo.publicAccess.type is "SERVICE_PROVIDED_EIPS"',
        "data: policy[0].AllowFromPublic is true",
      ],
    },
    "clients that don't say who they are": {
      given: [
        store("memorydb/cluster:Cluster", { aclName: "open-access" }),
        store("msk/cluster:Cluster", { clientAuthentication: { unauthenticated: true } }),
        store("elasticache/user:User", { noPasswordRequired: true }),
      ],
      violations: [
        'data: aclName is "open-access"',
        "data: clientAuthentication.unauthenticated is true",
        "data: noPasswordRequired is true",
      ],
    },
  },
  boundaries: {
    "a boolean written as text": {
      given: store("mq/broker:Broker", { publiclyAccessible: "true" }),
      violations: ["data: publiclyAccessible is true"],
    },
  },
  missing: {
    "nothing said, which is private": { given: [store("redshift/cluster:Cluster"), store("mq/broker:Broker")] },
  },
  unknown: {
    "an unknown setting": {
      given: store("mq/broker:Broker", { publiclyAccessible: UNKNOWN }),
      remarks: ["data: Not determinable yet: publiclyAccessible isn't known"],
    },
  },
  production: add(resource("aws:mq/broker:Broker", "data", { publiclyAccessible: true })),
});
