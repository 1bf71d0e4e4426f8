import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { REGION, shopMigration } from "./shop-migration";

/**
 * A migration whose containers run scripts of the configuration, and a queue and a task definition that stand for a service
 * which comes after it.
 */
export function program(): Record<string, unknown> {
  const config = new pulumi.Config();
  const [image, script] = [config.require("image"), config.require("script")];
  const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
  const subnet = new aws.ec2.Subnet("shop", {
    vpcId: vpc.id,
    availabilityZone: `${REGION}a`,
    cidrBlock: "10.0.0.0/24",
  });
  const migration = shopMigration({
    ...{ vpc, subnetIds: [subnet.id], cluster: new aws.ecs.Cluster("shop"), image, script },
    databaseHost: config.get("databaseHost"),
    serviceRevision: config.get("serviceRevision"),
    timeout: config.get<"1m">("timeout") ?? "5m",
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
