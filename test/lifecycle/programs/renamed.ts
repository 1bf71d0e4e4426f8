import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  AlarmTopic,
  ApplicationSecrets,
  AutoScalingGroup,
  Backup,
  Cache,
  CloudTrail,
  ClusterCapacity,
  ContainerCluster,
  ContainerImage,
  ContainerService,
  cpu,
  Database,
  DatabaseCredentials,
  EncryptionKey,
  ImageRegistry,
  LoadBalancer,
  Network,
  Queue,
  ServiceScaling,
} from "../../../components";

const REGION = "us-east-1";
const ZONES = ["a", "b"].map((letter) => `${REGION}${letter}`);
/** One that the local cloud's registries hold. */
const REFERENCE = "quay.io/prometheus/prometheus:v3.16.0";

/** A small product, whose components begin with the configured name; each has an alias of its former name, if any. */
export function program(): Record<string, unknown> {
  const config = new pulumi.Config();
  const name = config.require("name");
  const former = config.get("formerName");
  const named = (suffix: string): [string, pulumi.ComponentResourceOptions] => [
    `${name}${suffix}`,
    former === undefined ? {} : { aliases: [{ name: `${former}${suffix}` }] },
  ];
  const of = <Args, Component>(
    Class: new (name: string, args: Args, opts: pulumi.ComponentResourceOptions) => Component,
    suffix: string,
    args: Args,
  ): Component => {
    const [logicalName, options] = named(suffix);
    return new Class(logicalName, args, options);
  };

  const { accountId } = aws.getCallerIdentityOutput();
  const key = of(EncryptionKey, "", { accountId, region: REGION });
  const alarms = of(AlarmTopic, "", { accountId, kmsKeyArn: key.keyArn });
  const alarmActions = [alarms.topicArn];
  const network = of(Network, "", { availabilityZones: ZONES, logKeyArn: key.keyArn, interfaceEndpoints: ["logs"] });
  const { vpcId, cidrBlock: vpcCidrBlock, privateSubnetIds: subnetIds } = network;
  const loadBalancer = new LoadBalancer(
    named("")[0],
    {
      vpcId,
      vpcCidrBlock,
      subnetIds: network.publicSubnetIds,
      targets: { web: { port: 8080 } },
      deletionProtection: false,
      logKeyArn: key.keyArn,
      alarmActions,
    },
    named("")[1],
  );
  const image = of(ContainerImage, "", { source: { kind: "existing", reference: REFERENCE } });
  const cluster = of(ContainerCluster, "", { kmsKeyArn: key.keyArn });
  const autoScalingGroup = of(AutoScalingGroup, "-instances", {
    vpcId,
    subnetIds,
    instanceTypes: ["m6i.large"],
    minSize: 1,
    maxSize: 2,
    volumeKeyArn: key.keyArn,
    cluster: { clusterName: cluster.clusterName },
    alarmActions,
  });
  const capacity = new ClusterCapacity(
    named("")[0],
    { cluster, autoScalingGroups: { general: { autoScalingGroup } } },
    named("")[1],
  );
  const web = of(ContainerService, "-web", {
    cluster,
    capacity: capacity.instances.general,
    vpcId,
    vpcCidrBlock,
    subnetIds,
    image: image.reference,
    cpu: "500m",
    memory: "1Gi",
    loadBalancer: { target: loadBalancer.targets.web, securityGroupId: loadBalancer.securityGroupId },
    minInstances: 1,
    maxInstances: 2,
    kmsKeyArn: key.keyArn,
    alarmActions,
  });
  const { clusterName } = cluster;
  const bounds = { minInstances: web.minInstances, maxInstances: web.maxInstances };
  of(ServiceScaling, "-web", { clusterName, serviceName: web.serviceName, ...bounds, triggers: [cpu()] });
  of(Queue, "-jobs", { kmsKeyArn: key.keyArn, maxProcessingTime: "5m", alarmActions });
  new ApplicationSecrets(named("-secret")[0], { kmsKeyArn: key.keyArn, secrets: { session: {} } }, named("-secret")[1]);
  const stores = { vpcId, subnetIds, kmsKeyArn: key.keyArn, alarmActions };
  const database = of(Database, "-database", {
    ...stores,
    availabilityZones: ZONES,
    engine: { kind: "aurora-serverless", minimumCapacity: 0.5, maximumCapacity: 4 },
    deletionProtection: false,
  });
  of(DatabaseCredentials, "-database", { database, ...stores });
  of(Backup, "", {
    kmsKeyArn: key.keyArn,
    alarmActions,
    selection: { resources: [database.arn] },
    daily: { times: ["05:00"], retentionDays: 35 },
    recoveryPoint: "36h",
    recoveryTime: "4h",
    lock: false,
  });
  of(CloudTrail, "-trail", { accountId, region: REGION, retention: { mode: "GOVERNANCE", days: 1 } });
  of(ImageRegistry, "-images", { repositoryName: "shop/web" });
  of(Cache, "-cache", { ...stores, nodeType: "cache.m7g.large" });
  return { natGatewayPublicIps: network.natGatewayPublicIps, url: loadBalancer.url };
}
