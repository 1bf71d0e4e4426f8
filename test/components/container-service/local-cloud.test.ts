import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  AlarmTopic,
  ClusterCapacity,
  ContainerCluster,
  ContainerImage,
  ContainerService,
  type ContainerServiceArgs,
  EncryptionKey,
} from "../../../components";
import { deployLocally } from "../../support/local-deployment";

const REGION = "us-east-1";

/** What the service under test may name. */
interface Given {
  readonly image: pulumi.Output<string>;
  readonly registryCredentialsArn: pulumi.Output<string>;
  readonly namespaceId: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
}

/** What the local cloud refused of a service in a network and cluster of its own. */
async function refused(overrides: (given: Given) => Partial<ContainerServiceArgs>): Promise<readonly string[]> {
  const { refusals } = await deployLocally(() => {
    const { accountId } = aws.getCallerIdentityOutput();
    const key = new EncryptionKey("shop", { accountId, region: REGION });
    const alarms = new AlarmTopic("shop", { accountId, kmsKeyArn: key.keyArn });
    const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
    const cluster = new ContainerCluster("shop", { kmsKeyArn: key.keyArn });
    const given = { ...pulledImage(accountId), ...named(vpc) };
    new ContainerService("shop-web", {
      cluster,
      capacity: new ClusterCapacity("shop", { cluster }).fargate,
      vpcId: vpc.id,
      vpcCidrBlock: vpc.cidrBlock,
      subnetIds: subnetsOf(vpc),
      image: given.image,
      registryCredentialsArn: given.registryCredentialsArn,
      cpu: "1000m",
      memory: "2Gi",
      minInstances: 1,
      maxInstances: 1,
      kmsKeyArn: key.keyArn,
      alarmActions: [alarms.topicArn],
      ...overrides(given),
    });
  });
  return refusals;
}

function pulledImage(accountId: pulumi.Output<string>): Pick<Given, "image" | "registryCredentialsArn"> {
  const credentials = { username: "proofpix", password: "example-password" };
  const reference = "registry.proofpix.com/proofpix/enterprise:1.1.0";
  const secret = pulumi.interpolate`arn:aws:secretsmanager:${REGION}:${accountId}:secret:proofpix/registry-credentials-eXaMpl`;
  return {
    image: new ContainerImage("shop", { source: { kind: "existing", reference, credentials } }).reference,
    registryCredentialsArn: secret,
  };
}

function named(vpc: aws.ec2.Vpc): Pick<Given, "namespaceId" | "securityGroupId"> {
  return {
    namespaceId: new aws.servicediscovery.PrivateDnsNamespace("shop", { name: "shop.internal", vpc: vpc.id }).id,
    securityGroupId: new aws.ec2.SecurityGroup("monitoring", { vpcId: vpc.id, description: "Monitoring" }).id,
  };
}

function subnetsOf(vpc: aws.ec2.Vpc): pulumi.Output<string>[] {
  return ["a", "b"].map((zone, index) => {
    const args = { vpcId: vpc.id, availabilityZone: `${REGION}${zone}`, cidrBlock: `10.0.${index}.0/24` };
    return new aws.ec2.Subnet(`shop-${zone}`, args).id;
  });
}

describe("AWS takes a service", () => {
  it("with sidecars that prepare and watch, shared volumes, a name and clients", async () => {
    const found = await refused(({ image, registryCredentialsArn, namespaceId, securityGroupId }) => ({
      entryPoint: ["node", "server.js"],
      containerDependsOn: [{ container: "agent", condition: "HEALTHY" }],
      mounts: [
        { volume: "configuration", path: "/configuration", readOnly: true },
        { volume: "data", path: "/data" },
      ],
      sidecars: [
        {
          name: "prepare",
          image,
          registryCredentialsArn,
          user: "0:0",
          runsFirst: true,
          command: ["sh", "-c", "cp /product/* /configuration && chmod 777 /data"],
          mounts: [
            { volume: "configuration", path: "/configuration" },
            { volume: "data", path: "/data" },
          ],
        },
        {
          name: "agent",
          image,
          registryCredentialsArn,
          cpu: "250m",
          memory: "256Mi",
          secrets: { API_KEY: pulumi.interpolate`${registryCredentialsArn}:password::` },
          containerHealthCheck: { command: ["CMD", "agent", "health"] },
          port: 8125,
          stopTimeout: "60s",
        },
      ],
      discovery: { namespaceId, name: "web" },
      port: 3000,
      serviceConnect: {
        namespace: namespaceId.apply(() => "shop.internal"),
        endpoint: { name: "shop-web", protocol: "http", requestTimeout: "30s" },
      },
      clients: [{ name: "monitoring", port: 8080, securityGroupId }],
      enableExecuteCommand: true,
    }));

    expect(found).toEqual([]);
  });
});
