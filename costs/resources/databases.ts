import { exactly, type Range } from "../model/range";
import type { CostedResource, CostedStack } from "../model/resource";
import { findPrice } from "../prices/find-price";
import { normalizedUnits } from "../prices/instance-sizes";
import type { Charges } from "./charge";
import type { CostSheet } from "./cost-sheet";
import { chargeDatabaseStorage } from "./database-storage";
import { TYPES } from "./types";

/** Amazon RDS User Guide, "Multi-AZ DB cluster deployments": a writer and two readers, each of the class. */
const SERVERS_OF_A_MULTI_AZ_CLUSTER = 3;

/** Engines that are priced as RDS for PostgreSQL is: MySQL and MariaDB differ by a few percent. */
const LIKE_POSTGRESQL: readonly string[] = ["postgres", "mysql", "mariadb"];

export const DATABASES: Charges = {
  [TYPES.database]: (database, sheet) => {
    const engine = database.text("engine") ?? "postgres"; // a replica has its source's
    const instanceClass = database.text("instanceClass");
    const isMultiZone = database.flag("multiAz") === true;
    if (!LIKE_POSTGRESQL.includes(engine)) sheet.lacks(`instances of the engine ${engine}`);
    else if (instanceClass === undefined) sheet.lacks("its instance class isn't known");
    else chargeServers(instanceClass, isMultiZone, sheet);
    chargeDatabaseStorage(database, isMultiZone, sheet);
    sheet.dependsOnUse("backups beyond the size of the database", "GB", "rds.backup.gigabyte");
  },
  [TYPES.databaseCluster]: (cluster, sheet) => {
    const instanceClass = cluster.text("dbClusterInstanceClass");
    if (instanceClass !== undefined) {
      chargeMultiZoneCluster(instanceClass, cluster.region, sheet);
      return;
    }
    sheet.dependsOnUse("storage", "GB", "rds.aurora.gigabyte");
    sheet.dependsOnUse("I/O", "million requests", "rds.aurora.requests");
  },
  [TYPES.clusterInstance]: (instance, sheet, stack) => {
    const instanceClass = instance.text("instanceClass");
    if (instanceClass === undefined) sheet.lacks("its instance class isn't known");
    else if (instanceClass === "db.serverless") chargeCapacityUnits(instance, sheet, stack);
    else sheet.hourly(`server ${instanceClass}`, `rds.aurora-postgresql.${instanceClass}`);
  },
  [TYPES.proxy]: (proxy, sheet, stack) => {
    const processors = processorsBehind(proxy, stack);
    if (processors === undefined) sheet.lacks("the size of the database behind it isn't known");
    else sheet.hourly("vCPU of the database behind the proxy", "rds.proxy.vcpu", processors);
  },
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": (_replication, sheet) => {
    sheet.dependsOnUse("copies of backups in the other region", "GB", "rds.backup.gigabyte");
    sheet.dependsOnUse("transfer into the other region", "GB");
  },
};

/**
 * RDS for PostgreSQL. A standby in another zone costs as much as the instance, but for rounding (Amazon RDS pricing).
 */
function chargeServers(instanceClass: string, isMultiZone: boolean, sheet: CostSheet): void {
  const what = isMultiZone ? `servers ${instanceClass} (Multi-AZ)` : `server ${instanceClass}`;
  sheet.hourly(what, `rds.postgresql.${instanceClass}`, isMultiZone ? 2 : 1);
}

/** The table has the price of a whole cluster for the classes that AWS offers for it. */
function chargeMultiZoneCluster(instanceClass: string, region: string, sheet: CostSheet): void {
  const whole = `rds.postgresql-cluster.${instanceClass}`;
  if (findPrice(whole, region) !== undefined) sheet.hourly(`Multi-AZ DB cluster of ${instanceClass}`, whole);
  else sheet.hourly(`servers ${instanceClass}`, `rds.postgresql.${instanceClass}`, SERVERS_OF_A_MULTI_AZ_CLUSTER);
}

/** Aurora Serverless v2: capacity units between the cluster's bounds. */
function chargeCapacityUnits(instance: CostedResource, sheet: CostSheet, stack: CostedStack): void {
  const [cluster] = stack.referencesTo(instance, "clusterIdentifier", [TYPES.databaseCluster]);
  const [min, max] = ["minCapacity", "maxCapacity"].map((bound) =>
    cluster?.number(`serverlessv2ScalingConfiguration.${bound}`),
  );
  if (min === undefined || max === undefined) sheet.lacks("the bounds of its capacity aren't known");
  else sheet.hourly("Aurora capacity units", "rds.aurora.acu", { min, max });
}

/** Amazon RDS Proxy pricing: each vCPU of the database instance, at least two. */
function processorsBehind(proxy: CostedResource, stack: CostedStack): Range | undefined {
  const targets = stack.referrersOf(proxy, "dbProxyName", [TYPES.proxyTarget]);
  const databases = targets.flatMap((target) => stack.referencesTo(target, "dbInstanceIdentifier", [TYPES.database]));
  const instanceClass = databases[0]?.text("instanceClass");
  return instanceClass === undefined ? undefined : exactly(processorsOf(instanceClass));
}

/** vCPUs of a class: two up to large, four of xlarge, and so on (Amazon RDS User Guide, "DB instance classes"). */
function processorsOf(instanceClass: string): number {
  const units = normalizedUnits(instanceClass.slice(instanceClass.lastIndexOf(".") + 1)) ?? 0;
  return Math.max(2, units / 2);
}
