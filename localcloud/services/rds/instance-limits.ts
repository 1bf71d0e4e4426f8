import type { DocumentedLimits, TypeMapping } from "../../model/limits";
import { identifierLimits } from "./identifiers";
import { BACKUP_WINDOW_LIMITS, MAINTENANCE_WINDOW_LIMITS } from "./windows";

const CREATE = "Amazon RDS API Reference, CreateDBInstance";

export const instanceMapping: TypeMapping = {
  operation: "rds.CreateDBInstance",
  inputs: {
    backupWindow: "PreferredBackupWindow",
    caCertIdentifier: "CACertificateIdentifier",
    dbName: "DBName",
    engine: null, // replicas and restored databases have their source's
    finalSnapshotIdentifier: "DeleteDBInstance:FinalDBSnapshotIdentifier",
    iamDatabaseAuthenticationEnabled: "EnableIAMDatabaseAuthentication",
    identifier: null, // the provider draws one where there is none
    instanceClass: "DBInstanceClass",
    maintenanceWindow: "PreferredMaintenanceWindow",
    password: "MasterUserPassword",
    performanceInsightsEnabled: "EnablePerformanceInsights",
    username: "MasterUsername",
  },
};

/** Limits that an instance shares with no other type. */
export const instanceLimits: DocumentedLimits = {
  backupRetentionPeriod: [
    {
      document: CREATE,
      min: 0,
      max: 35,
      code: "InvalidParameterValue",
      message: (days) => `Invalid backup retention period: ${days}. Must be between 0 and 35`,
    },
  ],
  backupWindow: BACKUP_WINDOW_LIMITS,
  caCertIdentifier: certificateAuthorities(),
  engineLifecycleSupport: [
    {
      document: CREATE,
      enum: ["open-source-rds-extended-support", "open-source-rds-extended-support-disabled"],
      code: "InvalidParameterValue",
    },
  ],
  finalSnapshotIdentifier: identifierLimits("FinalDBSnapshotIdentifier", 255),
  maintenanceWindow: MAINTENANCE_WINDOW_LIMITS,
  networkType: [{ document: `${CREATE}, NetworkType`, enum: ["IPV4", "DUAL"], code: "InvalidParameterValue" }],
  port: ports(),
};

/** Ports of databases. */
export function ports(): DocumentedLimits[string] {
  return [
    {
      document: CREATE,
      min: 1150,
      max: 65_535,
      code: "InvalidParameterValue",
      message: (port) => `The parameter DBPortNumber must be between 1150 and 65535, got ${port}`,
    },
  ];
}

/** Amazon RDS User Guide, "Certificate authorities". */
export function certificateAuthorities(): DocumentedLimits[string] {
  return [
    {
      document: "Amazon RDS User Guide, Certificate authorities",
      enum: ["rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"],
      code: "CertificateNotFound",
      message: (name) => `Certificate not found: ${name}`,
    },
  ];
}
