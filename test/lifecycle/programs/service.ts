import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { REGION, REGISTRY_CREDENTIALS, shopMigration } from "./shop-migration";

/** Answers as files in the folder SIGNS say: each names the image that gets sick or slow by it. */
const SERVER = `
  const { readFileSync } = require("node:fs");
  const { createServer } = require("node:http");
  const { IMAGE, SIGNS } = process.env;
  const has = (sign) => { try { return readFileSync(SIGNS + "/" + sign, "utf8") === IMAGE; } catch { return false; } };
  const server = createServer(({ url }, response) => {
    const isCheck = url.startsWith("/health");
    response.statusCode = isCheck && has("sick") ? 500 : 200;
    setTimeout(() => response.end(IMAGE), !isCheck && has("slow") ? 700 : 0);
  });
  server.listen(3000, () => console.log("listening"));
  process.on("SIGTERM", () => server.close(() => process.exit(0)));`;

/** Fails where the file \`unmigratable\` in the folder SIGNS names its image. */
const MIGRATION = `
  const { readFileSync } = require("node:fs");
  const { IMAGE, SIGNS } = process.env;
  const sign = (() => { try { return readFileSync(SIGNS + "/unmigratable", "utf8"); } catch { return ""; } })();
  console.log("adding the column");
  if (sign === IMAGE) { console.log("column is missing"); process.exitCode = 7; }`;

/** A service behind a load balancer, with an alarm of its answers, and with a migration where the configuration says so. */
export function program(): Record<string, unknown> {
  const config = new pulumi.Config();
  const image = config.require("image");
  const environment = { IMAGE: image, SIGNS: config.require("signs") };
  const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
  const subnets = ["a", "b"].map(
    (zone, index) =>
      new aws.ec2.Subnet(`shop-${zone}`, {
        vpcId: vpc.id,
        availabilityZone: `${REGION}${zone}`,
        cidrBlock: `10.0.${index}.0/24`,
      }),
  );
  const network = { vpc, subnetIds: subnets.map(({ id }) => id) };
  new aws.sqs.Queue("jobs", { tags: { Release: image } });
  const cluster = new aws.ecs.Cluster("shop");
  const migration =
    config.getBoolean("migrates") === true
      ? [shopMigration({ ...network, cluster, image, environment, script: MIGRATION })]
      : [];
  const { healthUrl, listener, targetGroup } = entrance(network);
  const service = new aws.ecs.Service(
    "shop",
    {
      cluster: cluster.arn,
      desiredCount: 1,
      launchType: "FARGATE",
      taskDefinition: taskDefinition(image, environment).arn,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      networkConfiguration: { subnets: network.subnetIds },
      loadBalancers: [{ targetGroupArn: targetGroup.arn, containerName: "application", containerPort: 3000 }],
      waitForSteadyState: true,
    },
    { dependsOn: [listener, ...migration] },
  );
  return { healthUrls: [healthUrl], service: service.name };
}

interface Network {
  readonly vpc: aws.ec2.Vpc;
  readonly subnetIds: readonly pulumi.Output<string>[];
}

interface Entrance {
  readonly healthUrl: pulumi.Output<string>;
  readonly listener: aws.lb.Listener;
  readonly targetGroup: aws.lb.TargetGroup;
}

/** A load balancer with quick checks, and the alarm that slow answers raise. */
function entrance({ vpc, subnetIds }: Network): Entrance {
  const balancer = new aws.lb.LoadBalancer("shop", { internal: true, subnets: [...subnetIds] });
  const targetGroup = new aws.lb.TargetGroup("shop", {
    ...{ vpcId: vpc.id, port: 3000, protocol: "HTTP", targetType: "ip", deregistrationDelay: 90 },
    healthCheck: { path: "/health", interval: 10, timeout: 5, healthyThreshold: 2, unhealthyThreshold: 3 },
  });
  const listener = new aws.lb.Listener("shop", {
    loadBalancerArn: balancer.arn,
    port: 80,
    defaultActions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
  });
  new aws.cloudwatch.MetricAlarm("slow", {
    ...{
      namespace: "AWS/ApplicationELB",
      metricName: "TargetResponseTime",
      dimensions: { LoadBalancer: balancer.arnSuffix },
    },
    ...{ statistic: "Maximum", period: 60, evaluationPeriods: 1, threshold: 0.5 },
    comparisonOperator: "GreaterThanThreshold",
    treatMissingData: "ignore", // a minute of a fast clock may pass without a request
  });
  return { healthUrl: pulumi.interpolate`http://${balancer.dnsName}/health`, listener, targetGroup };
}

function taskDefinition(image: string, environment: Readonly<Record<string, string>>): aws.ecs.TaskDefinition {
  return new aws.ecs.TaskDefinition("shop", {
    ...{ family: "shop", requiresCompatibilities: ["FARGATE"], networkMode: "awsvpc", cpu: "256", memory: "512" },
    executionRoleArn: executionRole().arn,
    containerDefinitions: JSON.stringify([
      {
        name: "application",
        image,
        command: ["node", "-e", SERVER],
        environment: Object.entries(environment).map(([name, value]) => ({ name, value })),
        portMappings: [{ containerPort: 3000 }],
        repositoryCredentials: { credentialsParameter: REGISTRY_CREDENTIALS },
        stopTimeout: 30,
      },
    ]),
  });
}

/** What pulls the image. */
function executionRole(): aws.iam.Role {
  const statement = (content: object) => JSON.stringify({ Version: "2012-10-17", Statement: [content] });
  const role = new aws.iam.Role("execution", {
    assumeRolePolicy: statement({
      ...{ Effect: "Allow", Action: "sts:AssumeRole" },
      Principal: { Service: "ecs-tasks.amazonaws.com" },
    }),
  });
  const action = "secretsmanager:GetSecretValue";
  new aws.iam.RolePolicy("execution", {
    role: role.id,
    policy: statement({ Effect: "Allow", Action: action, Resource: REGISTRY_CREDENTIALS }),
  });
  return role;
}
