import { refuse } from "../../model/aws-error";
import { outputsOf, type CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { flag, object, text, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { CLUSTER, clusterNamed } from "./cluster-lookup";
import { clusterSnapshotNamed } from "./snapshot-lookup";

const FACTS = [
  "allocatedStorage",
  "databaseName",
  "engine",
  "engineVersionActual",
  "iops",
  "kmsKeyId",
  "masterUsername",
  "port",
  "storageEncrypted",
  "storageType",
];

/** What a snapshot of a cluster holds. */
export function clusterFacts(cluster: CloudResource): Properties {
  const outputs = outputsOf(cluster);
  const facts = FACTS.map((name) => [name, outputs[name]] as const);
  return Object.fromEntries(facts.filter(([, value]) => value !== undefined));
}

/**
 * What a new cluster takes over from a snapshot or another cluster; undefined for a new one.
 * @throws {AwsError} where there is nothing of the name.
 */
export function clusterOriginOf(operation: Operation): Properties | undefined {
  const { inputs, region, cloud } = operation;
  refuseTwoOrigins(inputs);
  const snapshot = text(inputs, "snapshotIdentifier");
  if (snapshot !== undefined) {
    const found = clusterSnapshotNamed(snapshot, region, cloud);
    if (found !== undefined) return found.computed;
    refuse("DBClusterSnapshotNotFoundFault", `DBClusterSnapshot not found: ${snapshot}`, "snapshotIdentifier");
  }
  const point = object(inputs, "restoreToPointInTime");
  return point === undefined ? undefined : clusterFacts(sourceAt(point, operation));
}

/** The official provider's schema (`ConflictsWith`). */
function refuseTwoOrigins(inputs: Properties): void {
  const origins = given(inputs, ["snapshotIdentifier", "restoreToPointInTime"]);
  if (origins.length <= 1) return;
  refuse(
    "ConflictingArguments",
    `Conflicting configuration arguments: ${origins.join(" conflicts with ")}`,
    origins.join(", "),
  );
}

function onlySource(point: Properties): "sourceClusterIdentifier" | "sourceClusterResourceId" {
  const [source, other] = given(point, ["sourceClusterIdentifier", "sourceClusterResourceId"] as const);
  const isLatest = flag(point, "useLatestRestorableTime") === true;
  const hasOneTime = isLatest !== (text(point, "restoreToTime") !== undefined);
  if (source !== undefined && other === undefined && hasOneTime) return source;
  refuse(
    "InvalidParameterCombination",
    "Specify one source, and either RestoreToTime or UseLatestRestorableTime",
    "restoreToPointInTime",
  );
}

/** Amazon RDS API Reference, RestoreDBClusterToPointInTime. Each cluster has automated backups. */
function sourceAt(point: Properties, { region, cloud }: Operation): CloudResource {
  const source = onlySource(point);
  const name = text(point, source) ?? "";
  const found =
    source === "sourceClusterIdentifier"
      ? (clusterNamed(name, region, cloud) ?? cloud.find(CLUSTER, name))
      : cloud.ofType(CLUSTER).find(({ computed }) => computed.clusterResourceId === name);
  if (found?.region === region) return found;
  refuse("DBClusterNotFoundFault", `DBCluster ${name} not found.`, `restoreToPointInTime.${source}`);
}
