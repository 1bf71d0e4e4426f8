import { describeRules } from "../../support";
import { INSTANCE, instanceInputs, monitoringRole, PASSWORD, surrounds } from "./databases";

const prepare = (cloud: Parameters<typeof surrounds>[0]) => {
  const given = surrounds(cloud);
  return { ...given, role: monitoringRole(cloud), inputs: instanceInputs(given) };
};

/** Storage of 400 GiB and more has IOPS and throughput to choose. */
const LARGE = { allocatedStorage: 400 };

describeRules(INSTANCE, prepare, [
  [
    "less storage than gp3 has",
    { allocatedStorage: 19 },
    { allocatedStorage: 20 },
    "InvalidParameterCombination",
    "Invalid storage size for engine name postgres and storage type gp3: 19 (allocatedStorage)",
  ],
  [
    "more storage than gp3 has",
    { allocatedStorage: 65_537 },
    { allocatedStorage: 65_536 },
    "InvalidParameterCombination",
    "storage type gp3: 65537",
  ],
  [
    "a type of volume that there isn't",
    { storageType: "gp4" },
    { storageType: "gp2" },
    "InvalidParameterValue",
    "Invalid storage type: gp4 (storageType)",
  ],
  [
    "IOPS of small volumes",
    { allocatedStorage: 399, iops: 12_000 },
    { ...LARGE, iops: 12_000 },
    "InvalidParameterCombination",
    "You can't specify IOPS or storage throughput for engine postgres and a storage size less than 400.",
  ],
  [
    "fewer IOPS than striped volumes have",
    { ...LARGE, iops: 11_999 },
    { ...LARGE, iops: 12_000 },
    "InvalidParameterCombination",
    "It is 12000 to 64000, and at most 500 to a GiB (iops)",
  ],
  [
    "IOPS of gp2",
    { ...LARGE, storageType: "gp2", iops: 3000 },
    { ...LARGE, storageType: "io1", iops: 3000 },
    "InvalidParameterCombination",
    "You can't specify IOPS for storage type gp2. (iops, storageType)",
  ],
  [
    "io1 without IOPS",
    { storageType: "io1" },
    { storageType: "io1", iops: 1000 },
    "InvalidParameterCombination",
    "You must specify the IOPS of storage type io1. (iops)",
  ],
  [
    "more than 50 IOPS to a GiB of io1",
    { storageType: "io1", iops: 5001 },
    { storageType: "io2", iops: 5001 },
    "InvalidParameterCombination",
    "at most 50 to a GiB",
  ],
  [
    "more throughput than the IOPS carry",
    { ...LARGE, iops: 12_000, storageThroughput: 3001 },
    { ...LARGE, iops: 12_000, storageThroughput: 3000 },
    "InvalidParameterCombination",
    "at most 0.25 to an IOPS (storageThroughput)",
  ],
  [
    "throughput of other volumes",
    { ...LARGE, storageType: "io1", iops: 3000, storageThroughput: 500 },
    { ...LARGE, storageThroughput: 500 },
    "InvalidParameterCombination",
    "You can't specify storage throughput for storage type io1.",
  ],
  [
    "autoscaling that ends less than a tenth above the storage",
    { maxAllocatedStorage: 109 },
    { maxAllocatedStorage: 110 },
    "InvalidParameterCombination",
    "Invalid max storage size for engine name postgres and storage type gp3: 109 (maxAllocatedStorage)",
  ],
]);

describeRules(INSTANCE, prepare, [
  [
    "a reserved user",
    { username: "admin" },
    { username: "administrator" },
    "InvalidParameterValue",
    "MasterUsername admin cannot be used as it is a reserved word used by the engine (username)",
  ],
  [
    "a user of 17 characters",
    { username: "a".repeat(17) },
    { username: "a".repeat(16) },
    "InvalidParameterValue",
    "must have 1 to 16 letters, numbers, or underscores",
  ],
  [
    "a database whose name is a key word",
    { dbName: "user" },
    { dbName: "users" },
    "InvalidParameterValue",
    "DBName user cannot be used. It is a reserved word for this engine (dbName)",
  ],
  [
    "a database with a hyphen",
    { dbName: "proof-pix" },
    { dbName: "proof_pix" },
    "InvalidParameterValue",
    "DBName must begin with a letter and contain only alphanumeric characters",
  ],
  [
    "a password of seven characters",
    { password: "1234567" },
    { password: "12345678" },
    "InvalidParameterValue",
    "because it is shorter than 8 characters. (password)",
  ],
  [
    "a password of 129 characters",
    { password: "a".repeat(129) },
    { password: "a".repeat(128) },
    "InvalidParameterValue",
    "because it is longer than 128 characters. (password)",
  ],
  [
    "a password with an @",
    { password: "correct@horse" },
    { password: "correct#horse" },
    "InvalidParameterValue",
    "Only printable ASCII characters besides '/', '@', '\"', ' ' may be used. (password)",
  ],
  [
    "two passwords",
    { passwordWo: PASSWORD, passwordWoVersion: 1 },
    { password: undefined, passwordWo: PASSWORD, passwordWoVersion: 1 },
    "ConflictingArguments",
    "(password, passwordWo)",
  ],
  [
    "a write-only password whose change nobody would see",
    { password: undefined, passwordWo: PASSWORD },
    { password: undefined, passwordWo: PASSWORD, passwordWoVersion: 1 },
    "MissingRequiredArgument",
    "(passwordWo, passwordWoVersion)",
  ],
]);

describeRules(INSTANCE, prepare, [
  [
    "a backup window of another form",
    { backupWindow: "2:00-3:00" },
    { backupWindow: "02:00-03:00" },
    "InvalidParameterValue",
    'Invalid backup window format: 2:00-3:00; it must satisfy the format of "hh24:mi-hh24:mi". (backupWindow)',
  ],
  [
    "a maintenance window of another form",
    { maintenanceWindow: "Sun:03:00-Sun:04:00" },
    { maintenanceWindow: "sun:03:00-sun:04:00" },
    "InvalidParameterValue",
    "Invalid maintenance window format",
  ],
  [
    "a window of 29 minutes",
    { backupWindow: "23:45-00:14" },
    { backupWindow: "23:45-00:15" },
    "InvalidParameterValue",
    "The window must have at least 30 minutes. (backupWindow)",
  ],
  [
    "windows that overlap",
    { backupWindow: "02:00-03:01", maintenanceWindow: "wed:03:00-wed:04:00" },
    { backupWindow: "02:00-03:00", maintenanceWindow: "wed:03:00-wed:04:00" },
    "InvalidParameterValue",
    "The backup window and maintenance window must not overlap. (backupWindow, maintenanceWindow)",
  ],
  [
    "windows that overlap over the end of the week",
    { backupWindow: "23:45-00:31", maintenanceWindow: "mon:00:30-mon:01:00" },
    { backupWindow: "23:45-00:30", maintenanceWindow: "mon:00:30-mon:01:00" },
    "InvalidParameterValue",
    "must not overlap",
  ],
]);

const INSIGHTS = { performanceInsightsEnabled: true };

describeRules(INSTANCE, prepare, [
  [
    "the advanced mode without 15 months of data",
    { databaseInsightsMode: "advanced", ...INSIGHTS, performanceInsightsRetentionPeriod: 434 },
    { databaseInsightsMode: "advanced", ...INSIGHTS, performanceInsightsRetentionPeriod: 465 },
    "InvalidParameterCombination",
    "set the retention period for Performance Insights to at least 465 days.",
  ],
  [
    "the advanced mode without Performance Insights",
    { databaseInsightsMode: "advanced" },
    { databaseInsightsMode: "standard" },
    "InvalidParameterCombination",
    "(databaseInsightsMode, performanceInsightsEnabled, performanceInsightsRetentionPeriod)",
  ],
  [
    "a mode that there isn't",
    { databaseInsightsMode: "full" },
    { databaseInsightsMode: "standard" },
    "ValidationError",
    "Member must satisfy enum value set: [standard, advanced] (databaseInsightsMode)",
  ],
  [
    "a retention of no whole months",
    { ...INSIGHTS, performanceInsightsRetentionPeriod: 94 },
    { ...INSIGHTS, performanceInsightsRetentionPeriod: 93 },
    "InvalidParameterValue",
    "Invalid Performance Insights retention period: 94.",
  ],
  [
    "a retention of nothing",
    { performanceInsightsRetentionPeriod: 7 },
    { ...INSIGHTS, performanceInsightsRetentionPeriod: 7 },
    "InvalidParameterCombination",
    "You must enable Performance Insights",
  ],
  [
    "an interval that there isn't",
    ({ role }) => ({ monitoringInterval: 20, monitoringRoleArn: role }),
    ({ role }) => ({ monitoringInterval: 30, monitoringRoleArn: role }),
    "InvalidParameterValue",
    "Invalid monitoring interval: 20. Valid values are 0, 1, 5, 10, 15, 30, 60 (monitoringInterval)",
  ],
  [
    "an interval without a role",
    { monitoringInterval: 60 },
    ({ role }) => ({ monitoringInterval: 60, monitoringRoleArn: role }),
    "InvalidParameterCombination",
    "A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.",
  ],
  [
    "a role without an interval",
    ({ role }) => ({ monitoringRoleArn: role }),
    {},
    "InvalidParameterCombination",
    "You must specify a MonitoringInterval value other than 0 when you specify a MonitoringRoleARN value.",
  ],
]);
