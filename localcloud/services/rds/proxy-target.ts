import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { given } from "../shared/inputs";
import { CLUSTER, clusterNamed } from "./cluster-lookup";
import { INSTANCE, instanceNamed } from "./instance-lookup";
import { computedText, inputText } from "./reading";
import { subnetGroupNamed, subnetsOf } from "./subnet-group";
import { DEFAULT_TARGET_GROUP, endpointsOf, PROXY_TARGET, proxyNamed, proxyReference, targetOf } from "./proxy-lookup";

const FAMILIES: Readonly<Record<string, string>> = { postgres: "POSTGRESQL", "aurora-postgresql": "POSTGRESQL" };

/** The database behind a proxy. */
export const proxyTarget: ResourceType = {
  type: PROXY_TARGET,
  mapping: {
    operation: "rds.RegisterDBProxyTargets",
    inputs: { dbClusterIdentifier: "DBClusterIdentifiers", dbInstanceIdentifier: "DBInstanceIdentifiers" },
  },
  replaceOnChanges: ["dbClusterIdentifier", "dbInstanceIdentifier", "dbProxyName", "region", "targetGroupName"],
  references: [
    proxyReference,
    {
      input: "dbInstanceIdentifier",
      to: [INSTANCE],
      by: "identifier",
      inRegion: true,
      missing: { code: "DBInstanceNotFound", message: (name) => `DBInstance ${name} not found.` },
    },
    {
      input: "dbClusterIdentifier",
      to: [CLUSTER],
      by: "clusterIdentifier",
      inRegion: true,
      missing: { code: "DBClusterNotFoundFault", message: (name) => `DBCluster ${name} not found.` },
    },
  ],
  rules: [
    requireOneDatabase,
    requireDefaultGroup,
    refuseSecondTarget,
    requireFamily,
    requireNetworkOfProxy,
    requireReader,
  ],
  make: (operation) => {
    const { inputs } = operation;
    const isCluster = text(inputs, "dbClusterIdentifier") !== undefined;
    const type = isCluster ? "TRACKED_CLUSTER" : "RDS_INSTANCE";
    const name = String(inputs[isCluster ? "dbClusterIdentifier" : "dbInstanceIdentifier"]);
    const { address, arn, port } = databaseOf(operation)?.computed ?? {};
    const place = isCluster
      ? { endpoint: "", port: 0, trackedClusterId: name }
      : { endpoint: address, port, trackedClusterId: "" };
    return {
      id: [inputs.dbProxyName, DEFAULT_TARGET_GROUP, type, name].join("/"),
      computed: { ...place, rdsResourceId: name, targetArn: arn, type },
    };
  },
};

function databaseOf({ inputs, region, cloud }: Operation): CloudResource | undefined {
  const cluster = text(inputs, "dbClusterIdentifier");
  if (cluster !== undefined) return clusterNamed(cluster, region, cloud);
  return instanceNamed(text(inputs, "dbInstanceIdentifier") ?? "", region, cloud);
}

/** The official provider's schema (`ExactlyOneOf`). */
function requireOneDatabase({ inputs }: Operation): void {
  const databases = given(inputs, ["dbInstanceIdentifier", "dbClusterIdentifier"]);
  if (databases.length === 1) return;
  refuse(
    "ConflictingArguments",
    'one of "db_cluster_identifier,db_instance_identifier" must be specified',
    "dbInstanceIdentifier, dbClusterIdentifier",
  );
}

/** Amazon RDS API Reference, CreateDBProxy: a proxy has the target group that it came with. */
function requireDefaultGroup({ inputs }: Operation): void {
  const name = text(inputs, "targetGroupName") ?? "";
  if (name === DEFAULT_TARGET_GROUP) return;
  refuse("DBProxyTargetGroupNotFoundFault", `DBProxyTargetGroup ${name} doesn't exist`, "targetGroupName");
}

/** Amazon RDS User Guide, "Quotas and limitations for RDS Proxy": one database for each proxy. */
function refuseSecondTarget(operation: Operation): void {
  const { kind, inputs, region, cloud } = operation;
  const proxy = text(inputs, "dbProxyName") ?? "";
  const known = kind === "update" ? undefined : targetOf(proxy, region, cloud);
  if (known === undefined) return;
  refuse(
    "DBProxyTargetAlreadyRegisteredFault",
    `The proxy ${proxy} already has the target ${String(known.computed.rdsResourceId)}`,
    given(inputs, ["dbInstanceIdentifier", "dbClusterIdentifier"]).join(", "),
  );
}

function requireFamily(operation: Operation): void {
  const { inputs, region, cloud } = operation;
  const family = inputText(proxyNamed(String(inputs.dbProxyName), region, cloud), "engineFamily");
  const engine = computedText(databaseOf(operation), "engine");
  if (family === undefined || engine === undefined || FAMILIES[engine] === family) return;
  refuse(
    "InvalidParameterValue",
    `The engine ${engine} of the database isn't of the proxy's engine family, ${family}`,
    given(inputs, ["dbInstanceIdentifier", "dbClusterIdentifier"]).join(", "),
  );
}

/** Amazon RDS User Guide, "Quotas and limitations for RDS Proxy": the proxy is in the database's VPC. */
function requireNetworkOfProxy(operation: Operation): void {
  const { inputs, region, cloud } = operation;
  const proxy = proxyNamed(String(inputs.dbProxyName), region, cloud);
  const group = subnetGroupNamed(computedText(databaseOf(operation), "dbSubnetGroupName"), region, cloud);
  if (proxy === undefined || group === undefined) return;
  const [subnet] = subnetsOf(proxy.inputs, "vpcSubnetIds", cloud);
  if (inputText(subnet, "vpcId") === computedText(group, "vpcId")) return;
  refuse(
    "InvalidParameterValue",
    "The database and the DB proxy are in different VPCs.",
    given(inputs, ["dbInstanceIdentifier", "dbClusterIdentifier"]).join(", "),
  );
}

/** Amazon RDS User Guide, "Overview of proxy endpoints": only clusters have readers that a proxy finds. */
function requireReader({ inputs, region, cloud }: Operation): void {
  if (text(inputs, "dbInstanceIdentifier") === undefined) return;
  const reader = endpointsOf(text(inputs, "dbProxyName") ?? "", region, cloud).find(
    (each) => text(each.inputs, "targetRole") === "READ_ONLY",
  );
  if (reader === undefined) return;
  refuse(
    "InvalidDBProxyStateFault",
    `The proxy has the read-only endpoint ${reader.id}, which a DB instance has no readers for`,
    "dbInstanceIdentifier",
  );
}
