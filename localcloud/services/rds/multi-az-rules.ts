import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, text } from "../../model/values";
import { isMultiAzCluster } from "./cluster-lookup";
import { clusterOriginOf } from "./cluster-origin";
import { wantedVersion } from "./cluster-outputs";
import { requireInstanceClass } from "./instance-classes";
import { refuseReduction, requireStorage } from "./storage";
import { subnetGroupNamed, zonesOfGroup } from "./subnet-group";

const ZONES = 3;
const STORAGE_TYPES = ["gp3", "io1", "io2"];

/** Rules of Multi-AZ DB clusters (Amazon RDS User Guide, "Creating a Multi-AZ DB cluster"). */
export const multiAzRules: readonly Rule[] = [requireClass, requireClusterStorage, requireThreeZones].map(
  (rule): Rule =>
    (operation) => {
      if (isMultiAzCluster(operation.inputs)) rule(operation);
    },
);

function requireClass(operation: Operation): void {
  const { inputs } = operation;
  const instanceClass = text(inputs, "dbClusterInstanceClass");
  if (instanceClass === undefined) {
    refuse(
      "InvalidParameterCombination",
      "DBClusterInstanceClass is required for a Multi-AZ DB cluster.",
      "dbClusterInstanceClass",
    );
  }
  const version = wantedVersion(operation, factsOf(operation));
  requireInstanceClass({
    kind: "postgres cluster",
    engine: "postgres",
    version,
    instanceClass,
    input: "dbClusterInstanceClass",
  });
}

function factsOf(operation: Operation): Operation["inputs"] {
  return operation.kind === "update" ? {} : (clusterOriginOf(operation) ?? {});
}

/** Amazon RDS API Reference, CreateDBCluster: AllocatedStorage, Iops and StorageType. */
function requireClusterStorage(operation: Operation): void {
  const { inputs } = operation;
  const wanted = { ...factsOf(operation), ...operation.previous?.computed, ...inputs };
  const type = text(wanted, "storageType") ?? "io1";
  if (!STORAGE_TYPES.includes(type)) {
    refuse("InvalidParameterValue", `Invalid storage type for a Multi-AZ DB cluster: ${type}`, "storageType");
  }
  const gibibytes = number(wanted, "allocatedStorage");
  if (gibibytes === undefined) {
    refuse(
      "InvalidParameterCombination",
      "AllocatedStorage is required for a Multi-AZ DB cluster.",
      "allocatedStorage",
    );
  }
  requireStorage({ type, gibibytes, iops: number(wanted, "iops") || undefined, throughput: undefined });
  refuseReduction(operation);
}

/** Amazon RDS User Guide, "Multi-AZ DB cluster deployments": an instance in each of three zones. */
function requireThreeZones({ inputs, region, cloud }: Operation): void {
  const name = text(inputs, "dbSubnetGroupName");
  const group = subnetGroupNamed(name, region, cloud);
  const zones = group === undefined ? [] : zonesOfGroup(group, cloud);
  if (group === undefined || zones.length >= ZONES) return;
  refuse(
    "DBSubnetGroupDoesNotCoverEnoughAZs",
    `DB Subnet Group doesn't meet availability zone coverage requirement. Please add subnets to cover at least ${ZONES} availability zones. Current coverage: ${zones.length}`,
    "dbSubnetGroupName",
  );
}
