import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DatabaseMigration, type DatabaseMigrationArgs, EncryptionKey, ServiceCredentials } from "../../../components";

export const REGION = "us-east-1";
/** A secret that the example account holds. */
export const REGISTRY_CREDENTIALS = `arn:aws:secretsmanager:${REGION}:123456789012:secret:proofpix/registry-credentials-eXaMpl`;

/** What a migration is made of. */
export interface ShopMigrationArgs extends Pick<DatabaseMigrationArgs, "environment" | "timeout" | "tags"> {
  readonly vpc: aws.ec2.Vpc;
  readonly subnetIds: DatabaseMigrationArgs["subnetIds"];
  readonly cluster: aws.ecs.Cluster;
  readonly image: string;
  /** What its container runs. */
  readonly script: string;
  /** @default "shop.example.com" */
  readonly databaseHost?: string;
  /** Revision of the database of which services have a role of their own; none unless given. */
  readonly serviceRevision?: string | undefined;
}

/** Tells which roles it would make, and that it was told a password, without that. */
const ROLE = `for (const whose of ["MIGRATION", "SERVICE"]) {
  const name = process.env[whose + "_USERNAME"];
  if (name && process.env[whose + "_PASSWORD"].length === 32) console.log("made the role " + name);
}`;

function serviceCredentials(
  writerHost: string,
  revision: string,
  kmsKeyArn: pulumi.Output<string>,
): ServiceCredentials {
  const database = { kind: "instance", identifier: "shop", port: 5432, databaseName: "shop" } as const;
  return new ServiceCredentials("shop-service", { database: { ...database, writerHost, revision }, kmsKeyArn });
}

/** A migration whose containers run scripts, of a database that nobody asks. */
export function shopMigration(args: ShopMigrationArgs): DatabaseMigration {
  const {
    vpc,
    cluster,
    script,
    databaseHost = "shop.example.com",
    environment = {},
    serviceRevision,
    ...others
  } = args;
  const accountId = aws.getCallerIdentityOutput().accountId;
  const { keyArn: kmsKeyArn } = new EncryptionKey("shop", { accountId, region: REGION });
  const clients = new aws.ec2.SecurityGroup("clients", { vpcId: vpc.id });
  const administrator = new aws.secretsmanager.Secret("administrator", { kmsKeyId: kmsKeyArn });
  const credentials = new aws.secretsmanager.SecretVersion("administrator", {
    secretId: administrator.id,
    secretString: pulumi.secret(JSON.stringify({ username: "postgres", password: "administrators-password" })),
  });
  return new DatabaseMigration("shop-migration", {
    ...others,
    clusterArn: cluster.arn,
    vpcId: vpc.id,
    vpcCidrBlock: vpc.cidrBlock,
    registryCredentialsArn: REGISTRY_CREDENTIALS,
    command: ["node", "-e", script],
    environment: { DATABASE_HOST: "shop.example.com", ...environment },
    cpu: "250m",
    memory: "512Mi",
    database: {
      writerHost: databaseHost,
      clientSecurityGroupId: clients.id,
      administratorSecretArn: credentials.secretArn,
    },
    role: { command: ["node", "-e", ROLE] },
    service: serviceRevision === undefined ? undefined : serviceCredentials(databaseHost, serviceRevision, kmsKeyArn),
    kmsKeyArn,
  });
}
