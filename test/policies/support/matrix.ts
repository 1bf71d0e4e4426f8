import { TAGS } from "../shapes/surroundings";
import { add, addReferring, drop, editJson, type Mutation, of, set, setOptions } from "./mutation";
import { resource } from "./resource";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const CAPACITY_PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
const CLUSTER = "aws:ecs/cluster:Cluster";
const DATABASE = "aws:rds/instance:Instance";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const GROUP = "aws:autoscaling/group:Group";
const INGRESS = "kubernetes:networking.k8s.io/v1:Ingress";
const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const KEY = "aws:kms/key:Key";
const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const LISTENER = "aws:lb/listener:Listener";
const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const QUEUE = "aws:sqs/queue:Queue";
const ROLE = "aws:iam/role:Role";
const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
const SERVICE = "aws:ecs/service:Service";
const SUBNET = "aws:ec2/subnet:Subnet";
const TARGET = "aws:appautoscaling/target:Target";
const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const TOPIC = "aws:sns/topic:Topic";

/** Changes the first container of the task definition. */
function container(values: Readonly<Record<string, unknown>>): Mutation {
  return editJson(of(TASK_DEFINITION), "containerDefinitions", (containers) => {
    const [first, ...others] = containers as Record<string, unknown>[];
    return [{ ...first, ...values }, ...others];
  });
}

/** Adds a statement to the key's policy. */
function keyStatement(statement: object): Mutation {
  return editJson(of(KEY), "policy", (policy) => {
    const { Statement, ...rest } = policy as { Statement: object[] };
    return { ...rest, Statement: [...Statement, statement] };
  });
}

/** Trust policy of a role that anybody who is named may assume. */
function trustOf(principal: unknown): string {
  const statement = { Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const POD = "spec.template.spec";
const CONTAINER = `${POD}.containers.0`;

/** Changes the Deployment's pods. */
function pods(values: Readonly<Record<string, unknown>>): Mutation {
  return set(of(DEPLOYMENT), values);
}

/** What every resource is tagged with, as the engine has it. */
const TAGGED = { tags: TAGS, tagsAll: TAGS };

/** Adds a resource that holds data, with what is expected of all of those. */
function addStateful(type: string, properties: Readonly<Record<string, unknown>>): Mutation {
  return add(resource(type, "data", { ...TAGGED, ...properties }, { protect: true }));
}

/** For each rule one change of production's program that trips this rule and no other. */
export const MATRIX: Readonly<Record<string, Mutation>> = {
  "alarm-windows": set(of(ALARM, "scale-up-cpu"), { period: 45 }),
  "alarms-per-service": drop(of(ALARM, "orders-FreeStorageSpace")),
  "auto-scaling-group-elb-health-check": set(of(GROUP), { healthCheckType: "EC2", targetGroupArns: ["arn:one"] }),
  "backup-coverage": drop(of("aws:backup/selection:Selection")),
  "backup-vaults-encrypted": set(of("aws:backup/vault:Vault"), { kmsKeyArn: undefined }),
  "capacity-provider-consistent": set(of(CAPACITY_PROVIDER), {
    "autoScalingGroupProvider.managedScaling.status": "DISABLED",
  }),
  "cloudfront-secure": set(of(DISTRIBUTION), { "defaultCacheBehavior.viewerProtocolPolicy": "allow-all" }),
  "cloudtrail-complete": add(
    resource("aws:cloudtrail/trail:Trail", "trail", {
      ...TAGGED,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: false,
      kmsKeyId: "arn:key",
      cloudWatchLogsGroupArn: "arn:group",
      s3BucketName: "trail",
    }),
  ),
  "cost-guard": set(of(DATABASE, "orders-replica"), { instanceClass: "db.r6g.16xlarge" }),
  "database-reachable-from-application-only": set(of(INGRESS_RULE, "database-from-application"), {
    cidrIpv4: "10.0.0.0/16",
  }),
  "deregistration-delay": set(of(TARGET_GROUP), { deregistrationDelay: 300 }),
  "dynamodb-point-in-time-recovery": addStateful("aws:dynamodb/table:Table", { deletionProtectionEnabled: true }),
  "ecr-repository-hardened": set(of("aws:ecr/repository:Repository"), { imageTagMutability: "MUTABLE" }),
  "ecs-container-insights": set(of(CLUSTER), { settings: [{ name: "containerInsights", value: "disabled" }] }),
  "ecs-deployment-circuit-breaker": set(of(SERVICE), { "deploymentCircuitBreaker.rollback": false }),
  "ecs-health-check-grace-period": set(of(SERVICE), { healthCheckGracePeriodSeconds: 1 }),
  "ecs-logging-configured": container({ logConfiguration: undefined }),
  "ecs-minimum-healthy-percent": set(of(SERVICE), {
    "deploymentConfiguration.strategy": "ROLLING",
    deploymentMinimumHealthyPercent: 50,
  }),
  "ecs-no-privileged-containers": container({ privileged: true }),
  "ecs-no-public-address": set(of(SERVICE), { "networkConfiguration.assignPublicIp": true }),
  "ecs-read-only-root-filesystem": container({ readonlyRootFilesystem: false }),
  "ecs-separate-task-roles": set(of(TASK_DEFINITION), { taskRoleArn: "arn:one", executionRoleArn: "arn:one" }),
  "efs-encrypted": addStateful("aws:efs/fileSystem:FileSystem", { encrypted: false }),
  "elasticache-encrypted": set(of(CACHE), { transitEncryptionEnabled: false }),
  "elasticache-highly-available": set(of(CACHE), { snapshotRetentionLimit: 0 }),
  "encrypted-volumes": set(of(LAUNCH_TEMPLATE), { "blockDeviceMappings.0.ebs.encrypted": "false" }),
  "fargate-platform-version": set(of(SERVICE), { launchType: "FARGATE", platformVersion: "1.3.0" }),
  "fargate-sizes": set(of(TASK_DEFINITION), { requiresCompatibilities: ["FARGATE"], cpu: "256", memory: "8192" }),
  "health-check-consistent": set(of(TARGET_GROUP), { "healthCheck.matcher": "200-499" }),
  "health-check-port-mapped": set(of(TARGET_GROUP), { "healthCheck.port": "9000" }),
  "http-redirects-to-https": set(of(LISTENER, "-http"), {
    defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "200" } }],
  }),
  "iam-no-wildcards": add(
    resource("aws:iam/rolePolicy:RolePolicy", "all", {
      role: "role",
      policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
    }),
  ),
  "instance-metadata-v2": set(of(LAUNCH_TEMPLATE), { "metadataOptions.httpTokens": "optional" }),
  "kms-key-policy-confined": keyStatement({ Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" }),
  "kms-key-rotation": set(of(KEY), { enableKeyRotation: false }),
  "kubernetes-container-probes": pods({ [`${CONTAINER}.readinessProbe`]: undefined }),
  "kubernetes-container-resources": pods({ [`${CONTAINER}.resources.limits.memory`]: undefined }),
  "kubernetes-dropped-capabilities": pods({ [`${CONTAINER}.securityContext.capabilities`]: undefined }),
  "kubernetes-image-pinned": pods({ [`${CONTAINER}.image`]: "registry.proofpix.com/proofpix/enterprise:1.0.0" }),
  "kubernetes-ingress-tls": set(of(INGRESS), { "spec.tls": undefined, "metadata.annotations": {} }),
  "kubernetes-no-default-namespace": set(of("kubernetes:core/v1:Service"), { "metadata.namespace": "default" }),
  "kubernetes-no-default-token": pods({ [`${POD}.automountServiceAccountToken`]: undefined }),
  "kubernetes-no-host-paths": pods({ [`${POD}.volumes`]: [{ name: "host", hostPath: { path: "/var/log" } }] }),
  "kubernetes-no-load-balancer-services": set(of("kubernetes:core/v1:Service"), { "spec.type": "LoadBalancer" }),
  "kubernetes-no-plain-secrets": pods({ [`${CONTAINER}.env`]: [{ name: "DB_PASSWORD", value: "hunter2" }] }),
  "kubernetes-no-privilege-escalation": pods({ [`${CONTAINER}.securityContext.allowPrivilegeEscalation`]: true }),
  "kubernetes-no-privileged-containers": pods({ [`${POD}.hostPID`]: true }),
  "kubernetes-read-only-root-filesystem": pods({ [`${CONTAINER}.securityContext.readOnlyRootFilesystem`]: false }),
  "kubernetes-run-as-non-root": pods({
    [`${POD}.securityContext`]: undefined,
    [`${CONTAINER}.securityContext.runAsNonRoot`]: false,
  }),
  "kubernetes-scaling-bounds": set(of("kubernetes:autoscaling/v2:HorizontalPodAutoscaler"), { "spec.maxReplicas": 40 }),
  "kubernetes-scaling-consistent": drop(of("kubernetes:policy/v1:PodDisruptionBudget")),
  "launch-template-confined": set(of(LAUNCH_TEMPLATE), { "networkInterfaces.0.associatePublicIpAddress": "true" }),
  "load-balancer-access-logs": set(of(LOAD_BALANCER), { "accessLogs.enabled": false }),
  "load-balancer-protected": set(of(LOAD_BALANCER), { dropInvalidHeaderFields: false }),
  "log-retention": set(of(LOG_GROUP, "enterprise"), { retentionInDays: undefined }),
  "no-iam-users": add(resource("aws:iam/user:User", "deployer", {})),
  "no-latest-image": container({ image: "registry.proofpix.com/proofpix/enterprise:latest" }),
  "no-mixed-security-group-rules": set(of(SECURITY_GROUP, "enterprise-tasks"), {
    ingress: [{ fromPort: 9090, toPort: 9090, protocol: "tcp", securityGroups: ["sg-monitoring"] }],
  }),
  "no-plain-secrets-in-environment": container({ environment: [{ name: "DB_PASSWORD", value: "hunter2" }] }),
  "no-public-ingress": set(of(INGRESS_RULE, "from-load-balancer-3000"), { cidrIpv4: "0.0.0.0/0" }),
  "opensearch-encrypted": addStateful("aws:opensearch/domain:Domain", {
    encryptAtRest: { enabled: false },
    nodeToNodeEncryption: { enabled: true },
    domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
  }),
  "public-load-balancer-has-firewall": drop(of("aws:wafv2/webAclAssociation:WebAclAssociation")),
  "rds-backups": set(of(DATABASE, "orders"), { backupRetentionPeriod: 1 }),
  "rds-deletion-protection": set(of(DATABASE, "orders"), { deletionProtection: false }),
  "rds-multiple-zones": set(of(DATABASE, "orders"), { multiAz: false }),
  "rds-private-and-encrypted": set(of(DATABASE, "orders"), { publiclyAccessible: true }),
  "rds-proxy-targets": drop(of("aws:rds/proxyTarget:ProxyTarget")),
  "rds-replicas": set(of(DATABASE, "orders-replica"), { instanceClass: "db.t4g.small" }),
  "rds-tls-forced": set(of("aws:rds/proxy:Proxy"), { requireTls: false }),
  "required-tags": set(of(TOPIC), { tags: { Name: "topic" }, tagsAll: { Name: "topic" } }),
  "s3-buckets-hardened": set(of("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"), {
    blockPublicPolicy: false,
  }),
  "scaling-bounds": set(of(TARGET), { minCapacity: 2 }),
  "scaling-wired": setOptions(of(SERVICE), { ignoreChanges: [] }),
  "secrets-rotated": set(of(DATABASE, "orders"), { password: "hunter2" }),
  "service-trust-confined": set(of(ROLE, "task"), {
    assumeRolePolicy: trustOf({ Service: "ecs-tasks.amazonaws.com" }),
  }),
  "several-availability-zones": set(of(SUBNET), { availabilityZone: "eu-west-1a" }),
  "sns-topics-encrypted": set(of(TOPIC), { kmsMasterKeyId: undefined }),
  "sqs-dead-letter-queue": set(of(QUEUE, "jobs"), { redrivePolicy: undefined }),
  "sqs-encrypted": set(of(QUEUE, "jobs"), { kmsMasterKeyId: undefined, sqsManagedSseEnabled: false }),
  "stateful-in-private-subnets": addReferring(
    resource("aws:rds/subnetGroup:SubnetGroup", "data", TAGGED),
    "subnetIds",
    ({ type, name }) => type === SUBNET && name.includes("-public-"),
  ),
  "stateful-protected": setOptions(of(KEY), { protect: false }),
  "subnets-without-public-addresses": set(of(SUBNET, "public-1"), { mapPublicIpOnLaunch: true }),
  "tls-policy": set(of(LISTENER, "-https"), { sslPolicy: "ELBSecurityPolicy-2016-08" }),
  "trust-policies-confined": set(of(ROLE, "task"), { assumeRolePolicy: trustOf({ AWS: "*" }) }),
  "vpc-flow-logs": drop(of("aws:ec2/flowLog:FlowLog")),
};
