import type * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import type { DatabaseArgs, DatabaseTransforms } from "./args";
import type { DatabaseSettings } from "./settings";

/** What every child of a `Database` is created with. Its name has the revision in it. */
export type DatabaseChildren = Children<DatabaseTransforms>;

/** What the instances of a database are created with. */
export interface DatabaseDependencies {
  readonly args: DatabaseArgs;
  readonly settings: DatabaseSettings;
  /** Version that is asked for, known once nothing speaks against it. */
  readonly version: pulumi.Input<string>;
  /** Physical name of the instance or cluster. */
  readonly identifier: pulumi.Output<string>;
  readonly password: pulumi.Output<string>;
  readonly subnetGroupName: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  readonly parameterGroupName: pulumi.Output<string>;
  readonly monitoringRoleArn: pulumi.Output<string>;
  /** What has to be there before the first instance: rules of security groups, permissions of the monitoring role. */
  readonly prerequisites: readonly pulumi.Resource[];
}

/** A PostgreSQL server that RDS runs, as alarms and clients know it. */
export interface DatabaseServer {
  /** Part of the names of its alarms; empty for the one that has the database's own name. */
  readonly role: string;
  readonly identifier: pulumi.Output<string>;
  /** Identifier by which Database Insights knows it; undefined where the provider doesn't tell it. */
  readonly resourceId: pulumi.Output<string> | undefined;
  /** Whether it may be a copy: a read replica, or an instance of a cluster, of which any may become the writer. */
  readonly mayBeCopy: boolean;
}

/** What a kind of deployment came to. */
export interface CreatedDatabase {
  readonly identifier: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly resourceId: pulumi.Output<string>;
  readonly writerHost: pulumi.Output<string>;
  readonly readerHosts: pulumi.Output<string[]>;
  readonly port: pulumi.Output<number>;
  readonly databaseName: pulumi.Output<string>;
  readonly username: pulumi.Output<string>;
  readonly servers: readonly DatabaseServer[];
}

/**
 * Inputs that count when a database is created, and would replace or overwrite one that runs: a restored database has
 * its source's name, user and key, and a rotation has changed the password. An instance of a cluster may be the writer,
 * whichever zone it was placed in, and none can be made anew before the old one has given up its identifier.
 */
export const CREATION_INPUTS = {
  instance: [
    "dbName",
    "kmsKeyId",
    "password",
    "performanceInsightsKmsKeyId",
    "restoreToPointInTime",
    "snapshotIdentifier",
    "storageEncrypted",
    "username",
  ],
  replica: ["availabilityZone", "performanceInsightsKmsKeyId", "storageEncrypted"],
  clusterInstance: ["availabilityZone", "performanceInsightsKmsKeyId"],
  cluster: [
    "databaseName",
    "kmsKeyId",
    "masterPassword",
    "masterUsername",
    "performanceInsightsKmsKeyId",
    "restoreToPointInTime",
    "snapshotIdentifier",
    "storageEncrypted",
  ],
};
