import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DatabaseMigration, EncryptionKey } from "../../../components";

const REGION = "us-east-1";
/** A secret that the example account holds. */
const REGISTRY_CREDENTIALS = `arn:aws:secretsmanager:${REGION}:123456789012:secret:proofpix/registry-credentials-eXaMpl`;

/**
 * A migration whose containers run scripts of the configuration, and a queue and a task definition that stand for a service
 * which comes after it.
 */
export function program(): Record<string, unknown> {
  const config = new pulumi.Config();
  const [image, script] = [config.require("image"), config.require("script")];
  const accountId = aws.getCallerIdentityOutput().accountId;
  const { keyArn: kmsKeyArn } = new EncryptionKey("shop", { accountId, region: REGION });
  const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
  const subnet = new aws.ec2.Subnet("shop", {
    vpcId: vpc.id,
    availabilityZone: `${REGION}a`,
    cidrBlock: "10.0.0.0/24",
  });
  const clients = new aws.ec2.SecurityGroup("clients", { vpcId: vpc.id });
  const cluster = new aws.ecs.Cluster("shop");
  const administrator = new aws.secretsmanager.Secret("administrator", { kmsKeyId: kmsKeyArn });
  const credentials = new aws.secretsmanager.SecretVersion("administrator", {
    secretId: administrator.id,
    secretString: pulumi.secret(JSON.stringify({ username: "postgres", password: "administrators-password" })),
  });
  const migration = new DatabaseMigration("shop-migration", {
    clusterArn: cluster.arn,
    vpcId: vpc.id,
    vpcCidrBlock: vpc.cidrBlock,
    subnetIds: [subnet.id],
    image,
    registryCredentialsArn: REGISTRY_CREDENTIALS,
    command: ["node", "-e", script],
    environment: { DATABASE_HOST: "shop.example.com" },
    cpu: "250m",
    memory: "512Mi",
    timeout: config.get<"1m">("timeout") ?? "5m",
    database: {
      writerHost: config.get("databaseHost") ?? "shop.example.com",
      clientSecurityGroupId: clients.id,
      administratorSecretArn: credentials.secretArn,
    },
    role: { command: ["node", "-e", "console.log('made the role ' + process.env.MIGRATION_USERNAME)"] },
    kmsKeyArn,
    tags: { Release: config.get("release") ?? "first" },
  });
  const { arn } = new aws.ecs.TaskDefinition(
    "service",
    {
      family: "service",
      skipDestroy: true,
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "256",
      memory: "512",
      containerDefinitions: JSON.stringify([{ name: "application", image }]),
    },
    { dependsOn: [migration] },
  );
  return { taskArn: migration.taskArn, serviceDefinition: arn };
}
