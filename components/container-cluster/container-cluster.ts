import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isLogRetention, type LogRetentionDays, logRetentionProblem } from "../shared/log-retention";
import { namedTags, type Tags } from "../shared/tags";
import { type Transform, transformed } from "../shared/transform";
import { checkTags } from "../shared/tag-rules";
import { ArgumentProblems } from "../shared/validation";

const DEFAULT_LOG_RETENTION_DAYS = 365;

const FARGATE_PROVIDERS: readonly pulumi.Input<string>[] = ["FARGATE", "FARGATE_SPOT"];

/** Arguments of a `ContainerCluster`. */
export interface ContainerClusterArgs {
  /**
   * How much CloudWatch is told: `"enhanced"` measures each task and container too, and costs more with each of them.
   * Without either, a service would not notice that too few of its tasks run.
   * @default "enhanced"
   */
  readonly containerInsights?: "enhanced" | "enabled";
  /**
   * Names of capacity providers beside Fargate's own, each ACTIVE. A function is given the cluster's name, for
   * providers whose instances have to join this very cluster.
   * @default - `FARGATE` and `FARGATE_SPOT` only
   */
  readonly capacityProviders?:
    readonly pulumi.Input<string>[] | ((clusterName: pulumi.Output<string>) => readonly pulumi.Input<string>[]);
  /**
   * Customer managed key that encrypts ECS Exec sessions, their log and that of Container Insights.
   * @default - TLS, and a key that AWS owns
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** Time for which CloudWatch keeps the logs of ECS Exec sessions and of Container Insights. @default 365 */
  readonly logRetentionDays?: LogRetentionDays;
  /** Tags of every resource. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: {
    readonly cluster?: Transform<aws.ecs.ClusterArgs>;
    readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
    readonly containerInsightsLogGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
    readonly capacityProviders?: Transform<aws.ecs.ClusterCapacityProvidersArgs>;
  };
}

/**
 * Where container services run: a cluster that is measured by Container Insights and records what people do in its
 * containers. It costs nothing by itself.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class ContainerCluster extends pulumi.ComponentResource {
  /** Name of the cluster, known before its capacity providers are attached, so that instances can join by it. */
  public readonly clusterName: pulumi.Output<string>;
  /**
   * ARN of the cluster, known once its capacity providers are attached and the log group of Container Insights is there,
   * so that no task runs before them.
   */
  public readonly clusterArn: pulumi.Output<string>;
  /** Log group of ECS Exec sessions. */
  public readonly executeCommandLogGroupName: pulumi.Output<string>;
  /** ARN of the log group of ECS Exec sessions. */
  public readonly executeCommandLogGroupArn: pulumi.Output<string>;
  /** Key that encrypts ECS Exec sessions; undefined where none was given. */
  public readonly executeCommandKeyArn: pulumi.Output<string> | undefined;

  constructor(name: string, args: ContainerClusterArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    validate(name, args);
    super("proofpix:container-cluster:ContainerCluster", name, {}, opts);

    const logGroup = createLogGroup(this, args, sessionLogGroup(name, args));
    const cluster = createCluster(this, name, args, logGroup.name);
    const insights = createLogGroup(this, args, insightsLogGroup(name, args, cluster.name));
    const attachment = attachCapacityProviders(this, name, args, cluster.name, insights);

    this.clusterName = cluster.name;
    this.clusterArn = pulumi.all([cluster.arn, attachment.id]).apply(([arn]) => arn);
    this.executeCommandLogGroupName = logGroup.name;
    this.executeCommandLogGroupArn = logGroup.arn;
    this.executeCommandKeyArn = args.kmsKeyArn === undefined ? undefined : pulumi.output(args.kmsKeyArn);
    this.registerOutputs({
      clusterName: this.clusterName,
      clusterArn: this.clusterArn,
      executeCommandLogGroupName: this.executeCommandLogGroupName,
      executeCommandLogGroupArn: this.executeCommandLogGroupArn,
      executeCommandKeyArn: this.executeCommandKeyArn,
    });
  }
}

function validate(name: string, { logRetentionDays: days, tags }: ContainerClusterArgs): void {
  const problems = new ArgumentProblems();
  if (days !== undefined && !isLogRetention(days)) problems.add("logRetentionDays", logRetentionProblem(days));
  checkTags(problems, tags);
  problems.throwIfAny(`Invalid arguments for ContainerCluster "${name}"`);
}

/** A log group of the cluster, with its key and retention. */
function createLogGroup(
  parent: pulumi.Resource,
  { kmsKeyArn, logRetentionDays, tags }: ContainerClusterArgs,
  { name, path, transform }: ClusterLogGroup,
): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    ...transformed<aws.cloudwatch.LogGroupArgs>(
      transform,
      name,
      {
        name: path,
        retentionInDays: logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS,
        kmsKeyId: kmsKeyArn,
        tags: namedTags(typeof path === "string" ? path : name, tags),
      },
      { parent },
    ),
  );
}

interface ClusterLogGroup {
  /** Logical name. */
  readonly name: string;
  readonly path: pulumi.Input<string>;
  readonly transform: Transform<aws.cloudwatch.LogGroupArgs> | undefined;
}

function sessionLogGroup(name: string, { transform }: ContainerClusterArgs): ClusterLogGroup {
  return {
    name: `${name}-execute-command`,
    path: `/ecs/${name}/execute-command`,
    transform: transform?.logGroup,
  };
}

/**
 * Container Insights would make it by itself with the first task, without a key and for ever (Amazon CloudWatch User
 * Guide, "Container Insights: log events").
 */
function insightsLogGroup(
  name: string,
  { transform }: ContainerClusterArgs,
  clusterName: pulumi.Output<string>,
): ClusterLogGroup {
  return {
    name: `${name}-container-insights`,
    path: pulumi.interpolate`/aws/ecs/containerinsights/${clusterName}/performance`,
    transform: transform?.containerInsightsLogGroup,
  };
}

function createCluster(
  parent: pulumi.Resource,
  name: string,
  { containerInsights, kmsKeyArn, tags, transform }: ContainerClusterArgs,
  logGroupName: pulumi.Input<string>,
): aws.ecs.Cluster {
  return new aws.ecs.Cluster(
    ...transformed(
      transform?.cluster,
      name,
      {
        settings: [{ name: "containerInsights", value: containerInsights ?? "enhanced" }],
        configuration: {
          executeCommandConfiguration: {
            kmsKeyId: kmsKeyArn,
            logging: "OVERRIDE",
            logConfiguration: {
              cloudWatchLogGroupName: logGroupName,
              // Sessions fail where it is on and the log group has no key (Amazon ECS Developer Guide, "ECS Exec").
              cloudWatchEncryptionEnabled: kmsKeyArn !== undefined,
            },
          },
        },
        tags: namedTags(name, tags),
      },
      { parent },
    ),
  );
}

/**
 * All in one resource: a second one would detach what the first attached. It waits for the log group, since whoever uses
 * the cluster waits for it.
 */
function attachCapacityProviders(
  parent: pulumi.Resource,
  name: string,
  { capacityProviders = [], transform }: ContainerClusterArgs,
  clusterName: pulumi.Output<string>,
  insights: aws.cloudwatch.LogGroup,
): aws.ecs.ClusterCapacityProviders {
  const further = typeof capacityProviders === "function" ? capacityProviders(clusterName) : capacityProviders;
  return new aws.ecs.ClusterCapacityProviders(
    ...transformed(
      transform?.capacityProviders,
      name,
      {
        clusterName,
        capacityProviders: [...new Set([...FARGATE_PROVIDERS, ...further])],
        defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      },
      { parent, dependsOn: [insights] },
    ),
  );
}
