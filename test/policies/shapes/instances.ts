import type { DeployedResource } from "../support/judge-pack";
import { arn, deployed, identified, type Shapes } from "./shape";
import { KEY_ARN, TAGS, watched } from "./context";

/** User data as in AWS's guides: a session's token, the cluster, and how long images are kept. */
const ECS_SCRIPT = `#!/bin/bash
TOKEN=$(curl -s -X PUT "http://169.254.169.254/latest/api/token" -H "X-aws-ec2-metadata-token-ttl-seconds: 60")
ZONE=$(curl -s -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/placement/availability-zone)
cat <<EOF >> /etc/ecs/ecs.config
ECS_CLUSTER=shop-2a
ECS_ENABLE_TASK_IAM_ROLE=true
ECS_AWSVPC_BLOCK_IMDS=true
ECS_ENGINE_AUTH_TYPE=docker
ECS_IMAGE_PULL_BEHAVIOR=prefer-cached
EOF
export DATABASE_PASSWORD="$(aws secretsmanager get-secret-value --secret-id shop/database --query SecretString)"
aws ecr get-login-password | docker login --username AWS --password-stdin registry.example.com
`;

const NODE_SCRIPT = `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="//"

--//
Content-Type: application/node.eks.aws

apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  cluster:
    name: shop
    apiServerEndpoint: https://1D2C3B.gr7.eu-west-1.eks.amazonaws.com
    certificateAuthority: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSURCVENDQWUyZ0F3SUJBZ0lJ
    cidr: 172.20.0.0/16
--//--
`;

/** The image has three volumes: one is encrypted here, one is left out, and one is the instance's own. */
const DEVICES = [
  { deviceName: "/dev/xvda", ebs: { volumeSize: 30, volumeType: "gp3", encrypted: "true", kmsKeyId: KEY_ARN } },
  { deviceName: "/dev/sdb", virtualName: "ephemeral0" },
  { deviceName: "/dev/sdc", noDevice: "true" },
];

const METADATA = { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 };

function template(name: string, inputs: Readonly<Record<string, unknown>>): DeployedResource {
  return deployed(
    "aws:ec2/launchTemplate:LaunchTemplate",
    name,
    { namePrefix: `${name}-`, metadataOptions: METADATA, blockDeviceMappings: DEVICES, tags: TAGS, ...inputs },
    { outputs: { id: `lt-${name}`, arn: arn("ec2", `launch-template/lt-${name}`), latestVersion: 3, kernelId: "" } },
  );
}

function group(name: string, of: DeployedResource, inputs: Readonly<Record<string, unknown>>): DeployedResource {
  const tags = Object.entries(TAGS).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
  return deployed(
    "aws:autoscaling/group:Group",
    name,
    {
      name: `${name}-0c`,
      minSize: 2,
      maxSize: 6,
      vpcZoneIdentifiers: ["subnet-0a1", "subnet-0b2"],
      launchTemplate: { id: of.made.properties.id, version: "$Latest" },
      tags: [{ key: "Name", value: name, propagateAtLaunch: false }, ...tags],
      ...inputs,
    },
    {
      references: { launchTemplate: [of], mixedInstancesPolicy: [of] },
      outputs: { id: `${name}-0c`, arn: arn("autoscaling", `autoScalingGroup:1:${name}-0c`), loadBalancers: [] },
    },
  );
}

const script = (text: string) => Buffer.from(text).toString("base64");

/** ECS adds and removes instances as tasks need them; a protected instance still has tasks. */
function ecsCapacity(): readonly DeployedResource[] {
  const machines = template("machines", {
    instanceType: "m7g.large",
    imageId: "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id",
    userData: script(ECS_SCRIPT),
    networkInterfaces: [
      { associatePublicIpAddress: "false", securityGroups: ["sg-0ec5"], deleteOnTermination: "true" },
    ],
    iamInstanceProfile: { arn: arn("iam", "instance-profile/machines") },
  });
  const scaled = group("machines", machines, { protectFromScaleIn: true, desiredCapacity: 2 });
  const provider = deployed(
    "aws:ecs/capacityProvider:CapacityProvider",
    "machines",
    {
      name: "machines-7d",
      autoScalingGroupProvider: {
        autoScalingGroupArn: scaled.made.properties.arn,
        managedTerminationProtection: "ENABLED",
        managedScaling: { status: "ENABLED", targetCapacity: 90 },
      },
      tags: TAGS,
    },
    { references: { autoScalingGroupProvider: [scaled] }, outputs: identified("ecs", "capacity-provider/machines-7d") },
  );
  const service = deployed(
    "aws:ecs/service:Service",
    "worker",
    {
      name: "worker-1b",
      cluster: arn("ecs", "cluster/shop-2a"),
      desiredCount: 3,
      capacityProviderStrategies: [{ capacityProvider: "machines-7d", weight: 1 }],
      deploymentCircuitBreaker: { enable: true, rollback: true },
      propagateTags: "TASK_DEFINITION",
      tags: TAGS,
      taskDefinition: "worker:4",
    },
    {
      references: { capacityProviderStrategies: [provider] },
      outputs: { ...identified("ecs", "service/shop-2a/worker-1b"), launchType: "" },
    },
  );
  return [machines, scaled, provider, ...watched(service)];
}

/** Instances of several types behind a target group, which is attached to the group by a resource of its own. */
function attached(): readonly DeployedResource[] {
  const servers = template("servers", { securityGroupNames: [], vpcSecurityGroupIds: ["sg-0e7a"] });
  const scaled = group("servers", servers, {
    minSize: 3,
    healthCheckType: "ELB",
    healthCheckGracePeriod: 120,
    launchTemplate: undefined,
    mixedInstancesPolicy: {
      instancesDistribution: { onDemandBaseCapacity: 2, spotAllocationStrategy: "price-capacity-optimized" },
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: servers.made.properties.id },
        overrides: [{ instanceType: "m7g.large" }, { instanceType: "m6g.large", weightedCapacity: "2" }],
      },
    },
  });
  const attachment = deployed(
    "aws:autoscaling/attachment:Attachment",
    "servers",
    {
      autoscalingGroupName: "servers-0c",
      lbTargetGroupArn: arn("elasticloadbalancing", "targetgroup/servers/6d0ecf831eec9f09"),
    },
    { references: { autoscalingGroupName: [scaled] }, outputs: { id: "servers-0c-2026" } },
  );
  const policy = deployed(
    "aws:autoscaling/policy:Policy",
    "servers",
    {
      name: "servers",
      autoscalingGroupName: "servers-0c",
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: {
        targetValue: 60,
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
      },
    },
    { references: { autoscalingGroupName: [scaled] }, outputs: { id: "servers", adjustmentType: "" } },
  );
  return [servers, scaled, attachment, policy];
}

/** A group that EKS creates. From the template it uses what EKS itself doesn't decide. */
function eksNodes(): readonly DeployedResource[] {
  const nodes = template("nodes", { userData: script(NODE_SCRIPT), instanceType: undefined });
  const nodeGroup = deployed(
    "aws:eks/nodeGroup:NodeGroup",
    "nodes",
    {
      clusterName: "shop",
      nodeRoleArn: arn("iam", "role/nodes"),
      subnetIds: ["subnet-0a1", "subnet-0b2"],
      instanceTypes: ["m7g.large"],
      launchTemplate: { id: nodes.made.properties.id, version: "3" },
      scalingConfig: { minSize: 2, maxSize: 6, desiredSize: 2 },
      tags: TAGS,
    },
    { references: { launchTemplate: [nodes] }, outputs: { ...identified("eks", "nodegroup/shop/nodes"), status: "" } },
  );
  return [nodes, nodeGroup];
}

/** The group has no load balancer, so only the machine's own health can be checked. */
function lonelyGroup(): readonly DeployedResource[] {
  const runner = template("runner", { instanceType: "t4g.small" });
  return [
    runner,
    group("runner", runner, { minSize: 0, maxSize: 2, healthCheckType: "EC2", protectFromScaleIn: true }),
  ];
}

export const INSTANCES: Shapes = {
  "instances as a capacity of ECS": { resources: ecsCapacity() },
  "instances of several types with the target group's attachment beside them": { resources: attached() },
  "nodes of EKS with a launch template": { resources: eksNodes() },
  "a group of instances that nothing sends requests to": {
    resources: lonelyGroup(),
    wrong: { "scaling-bounds": { runner: "there may be none at all" } },
  },
};
