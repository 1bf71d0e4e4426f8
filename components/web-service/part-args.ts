import type * as pulumi from "@pulumi/pulumi";
import type { AlarmTopicArgs } from "../alarm-topic";
import type { Capacity, ContainerServiceArgs, Deployment, ServiceCluster, TargetFacts } from "../container-service";
import type { LoadBalancerArgs, LoadBalancerTargetArgs } from "../load-balancer";
import type { NetworkArgs } from "../network";
import type { AlarmTopics } from "../shared/severity";
import type { TaskArgs, WebServiceArgs, WebServiceNetwork, WebServiceTopics } from "./args";

/** Name of the only target of a load balancer that is made. */
export const DEFAULT_TARGET = "web";

const DEFAULTS = { port: 3000, cpu: "1000m", memory: "2Gi", minInstances: 2, maxInstances: 10 } as const;

/** What earlier parts give to later ones. */
export interface WebServiceDependencies {
  readonly network: WebServiceNetwork;
  readonly keyArn: pulumi.Input<string>;
  readonly alarmActions: AlarmTopics;
  readonly cluster: ServiceCluster;
  readonly capacity: Capacity;
  /** Image by digest. */
  readonly image: pulumi.Input<string>;
}

/** Bounds of the number of tasks. */
export function boundsOf({
  minInstances = DEFAULTS.minInstances,
  maxInstances = DEFAULTS.maxInstances,
}: Pick<WebServiceArgs, "maxInstances" | "minInstances">): Required<
  Pick<WebServiceArgs, "maxInstances" | "minInstances">
> {
  return { minInstances, maxInstances };
}

/** Name of the service's target in its load balancer. */
export function targetName({ target = DEFAULT_TARGET }: Pick<WebServiceArgs, "target">): string {
  return target;
}

/** Arguments of the topic but for the account. */
export function alarmTopicArgs(
  { alarmRecipients, tags, transform }: WebServiceArgs,
  { keyArn }: Pick<WebServiceDependencies, "keyArn">,
): Omit<AlarmTopicArgs, "accountId"> {
  return { kmsKeyArn: keyArn, emailRecipients: alarmRecipients, tags, transform: transform?.alarmTopic };
}

/** ARNs of the topics that are told. */
export function alarmActionsOf(topics: WebServiceTopics): AlarmTopics {
  return "topicArn" in topics
    ? [topics.topicArn]
    : { critical: [topics.critical.topicArn], warning: [topics.warning.topicArn] };
}

/** Arguments of the network. */
export function networkArgs(
  { availabilityZones = [], logRetentionDays, tags, transform }: WebServiceArgs,
  { keyArn }: Pick<WebServiceDependencies, "keyArn">,
): NetworkArgs {
  return {
    availabilityZones,
    flowLogRetentionDays: logRetentionDays,
    logKeyArn: keyArn,
    tags,
    transform: transform?.network,
  };
}

/** Arguments of the load balancer, whose only target is the service. */
export function loadBalancerArgs(
  args: WebServiceArgs,
  { network, keyArn, alarmActions }: Pick<WebServiceDependencies, "alarmActions" | "keyArn" | "network">,
): LoadBalancerArgs {
  const { domain, certificateArn, internal, testListener, webFirewall, logRetentionDays, tags, transform } = args;
  return {
    vpcId: network.vpcId,
    vpcCidrBlock: network.cidrBlock,
    subnetIds: internal === true ? network.privateSubnetIds : network.publicSubnetIds,
    targets: { [DEFAULT_TARGET]: targetArgs(args) },
    domain,
    certificateArn,
    internal,
    accessLogRetentionDays: logRetentionDays,
    webFirewall: webFirewall === false ? false : { logRetentionDays, ...webFirewall },
    logKeyArn: keyArn,
    alarmActions,
    testListener,
    tags,
    transform: transform?.loadBalancer,
  };
}

/** How the load balancer sees the service. */
export function targetArgs(args: WebServiceArgs): LoadBalancerTargetArgs {
  const { port = DEFAULTS.port, alarms, algorithm, authenticate, deregistrationDelay } = args;
  const { healthCheck, slowStart, stickiness } = args;
  return { port, alarms, algorithm, authenticate, deregistrationDelay, healthCheck, slowStart, stickiness };
}

/** Arguments of the service's tasks but for the load balancer that sends requests to them. */
export function containerServiceArgs(
  args: WebServiceArgs,
  target: Pick<TargetFacts, "greenTargetGroupArn" | "isAuthenticated" | "port">,
  { network, keyArn, alarmActions, cluster, capacity, image }: WebServiceDependencies,
): Omit<ContainerServiceArgs, "loadBalancer"> {
  const { port = target.port, cpu = DEFAULTS.cpu, memory = DEFAULTS.memory } = args;
  return {
    ...taskArgs(args),
    ...useArgs(args),
    ...boundsOf(args),
    cluster,
    capacity,
    vpcId: network.vpcId,
    vpcCidrBlock: network.cidrBlock,
    subnetIds: network.privateSubnetIds,
    image,
    port,
    cpu,
    memory,
    deployment: args.deployment ?? defaultDeployment(target),
    logRetentionDays: args.logRetentionDays,
    kmsKeyArn: keyArn,
    alarmActions,
    transform: args.transform?.service,
  };
}

/** Only between two target groups can traffic be moved, and not where users sign in. */
function defaultDeployment({
  greenTargetGroupArn,
  isAuthenticated,
}: Pick<TargetFacts, "greenTargetGroupArn" | "isAuthenticated">): Deployment {
  return { strategy: greenTargetGroupArn === undefined || isAuthenticated === true ? "rolling" : "blue-green" };
}

/** What the tasks get in order to use other parts. */
function useArgs({
  uses = [],
  securityGroupIds = [],
  taskPolicyStatements = [],
}: WebServiceArgs): Pick<ContainerServiceArgs, "securityGroupIds" | "taskPolicyStatements"> {
  return {
    securityGroupIds: [...securityGroupIds, ...uses.flatMap((part) => part.clientSecurityGroupId ?? [])],
    taskPolicyStatements: [...taskPolicyStatements, ...uses.flatMap((part) => part.readStatements ?? [])],
  };
}

/** Arguments of the tasks that are passed on as they are, each of which has to be named. */
type PassedArgs = Omit<TaskArgs, "securityGroupIds" | "taskPolicyStatements">;

function taskArgs(args: WebServiceArgs): { readonly [Name in keyof Required<PassedArgs>]: PassedArgs[Name] } {
  return {
    registryCredentialsArn: args.registryCredentialsArn,
    entryPoint: args.entryPoint,
    command: args.command,
    storage: args.storage,
    architecture: args.architecture,
    environment: args.environment,
    secrets: args.secrets,
    dockerLabels: args.dockerLabels,
    containerDependsOn: args.containerDependsOn,
    containerHealthCheck: args.containerHealthCheck,
    user: args.user,
    readonlyRootFilesystem: args.readonlyRootFilesystem,
    writablePaths: args.writablePaths,
    mounts: args.mounts,
    sidecars: args.sidecars,
    stopTimeout: args.stopTimeout,
    openFileLimit: args.openFileLimit,
    clients: args.clients,
    discovery: args.discovery,
    serviceConnect: args.serviceConnect,
    deploymentAlarmNames: args.deploymentAlarmNames,
    healthCheckGracePeriod: args.healthCheckGracePeriod,
    waitForSteadyState: args.waitForSteadyState,
    enableExecuteCommand: args.enableExecuteCommand,
    taskPolicies: args.taskPolicies,
    secretKeyArns: args.secretKeyArns,
    tags: args.tags,
  };
}
