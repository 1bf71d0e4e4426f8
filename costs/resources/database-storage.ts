import type { CostedResource } from "../model/resource";
import type { CostSheet } from "./cost-sheet";

/**
 * Amazon RDS User Guide, "gp3 storage": a volume of PostgreSQL has 3,000 IOPS below 400 GiB, and 12,000 from there on.
 */
const STRIPED_FROM_GIBIBYTES = 400;
const BASELINE_IOPS = { small: 3000, striped: 12_000 };

/** Storage of an RDS instance, which costs twice as much in two zones. */
export function chargeDatabaseStorage(database: CostedResource, isMultiZone: boolean, sheet: CostSheet): void {
  const gigabytes = database.number("allocatedStorage");
  if (gigabytes === undefined) return; // a replica without storage of its own, or Aurora
  const type = storageTypeOf(database);
  const copies = isMultiZone ? 2 : 1;
  sheet.monthly(`GB of ${type} storage`, `rds.storage-${type}.gigabyte`, gigabytes * copies);
  const iops = paidIops(type, gigabytes, database.number("iops") ?? 0);
  if (iops > 0) sheet.monthly(`IOPS of ${type} storage`, `rds.storage-${type}.iops`, iops * copies);
  const most = database.number("maxAllocatedStorage") ?? 0;
  if (most > gigabytes) {
    sheet.dependsOnUse(`storage that grows, up to ${most} GB`, "GB", `rds.storage-${type}.gigabyte`);
  }
}

/** Amazon RDS API, CreateDBInstance: io1 where IOPS are given, else gp2. */
function storageTypeOf(database: CostedResource): string {
  return database.text("storageType") ?? (database.number("iops") === undefined ? "gp2" : "io1");
}

function paidIops(type: string, gigabytes: number, iops: number): number {
  if (type.startsWith("io")) return iops;
  if (type !== "gp3") return 0;
  const included = gigabytes < STRIPED_FROM_GIBIBYTES ? BASELINE_IOPS.small : BASELINE_IOPS.striped;
  return Math.max(0, iops - included);
}
