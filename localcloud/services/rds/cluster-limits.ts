import type { DocumentedLimits, TypeMapping } from "../../model/limits";
import { identifierLimits, lowerCaseIdentifierLimits } from "./identifiers";
import { certificateAuthorities, ports } from "./instance-limits";
import { BACKUP_WINDOW_LIMITS, MAINTENANCE_WINDOW_LIMITS } from "./windows";

const CREATE = "Amazon RDS API Reference, CreateDBCluster";

export const clusterMapping: TypeMapping = {
  operation: "rds.CreateDBCluster",
  inputs: {
    clusterIdentifier: null, // the provider draws one where there is none
    caCertificateIdentifier: "CACertificateIdentifier",
    enableHttpEndpoint: "EnableHttpEndpoint",
    finalSnapshotIdentifier: "DeleteDBCluster:FinalDBSnapshotIdentifier",
    iamDatabaseAuthenticationEnabled: "EnableIAMDatabaseAuthentication",
    masterPassword: "MasterUserPassword",
    performanceInsightsEnabled: "EnablePerformanceInsights",
    serverlessv2ScalingConfiguration: "ServerlessV2ScalingConfiguration",
  },
};

export const clusterLimits: DocumentedLimits = {
  clusterIdentifier: lowerCaseIdentifierLimits("DBClusterIdentifier", "cluster_identifier"),
  backupRetentionPeriod: [
    {
      document: CREATE,
      min: 1,
      max: 35,
      code: "InvalidParameterValue",
      message: (days) => `Invalid backup retention period: ${days}. Must be between 1 and 35`,
    },
  ],
  caCertificateIdentifier: certificateAuthorities(),
  engineLifecycleSupport: [
    {
      document: CREATE,
      enum: ["open-source-rds-extended-support", "open-source-rds-extended-support-disabled"],
      code: "InvalidParameterValue",
    },
  ],
  finalSnapshotIdentifier: identifierLimits("FinalDBSnapshotIdentifier", 255),
  networkType: [{ document: CREATE, enum: ["IPV4", "DUAL"], code: "InvalidParameterValue" }],
  port: ports(),
  preferredBackupWindow: BACKUP_WINDOW_LIMITS,
  preferredMaintenanceWindow: MAINTENANCE_WINDOW_LIMITS,
  "serverlessv2ScalingConfiguration.maxCapacity": capacity(1),
  "serverlessv2ScalingConfiguration.minCapacity": capacity(0),
  "serverlessv2ScalingConfiguration.secondsUntilAutoPause": [
    {
      document: "Amazon RDS API Reference, ServerlessV2ScalingConfiguration",
      min: 300,
      max: 86_400,
      code: "InvalidParameterValue",
    },
  ],
};

/** Aurora capacity units, in half steps. */
function capacity(least: number): DocumentedLimits[string] {
  return [
    {
      document: "Amazon RDS API Reference, ServerlessV2ScalingConfiguration",
      allows: (units) => {
        const value = Number(units);
        return value >= least && value <= 256 && Number.isInteger(value * 2);
      },
      code: "InvalidParameterValue",
      message: (units) => `Serverless v2 capacity ${units} isn't valid. It is ${least} to 256, in half steps`,
    },
  ];
}
