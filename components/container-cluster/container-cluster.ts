import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { keepingInputs } from "../shared/kept-inputs";
import { DEFAULT_LOG_RETENTION_DAYS } from "../shared/log-retention";
import { namedTags } from "../shared/tags";
import { type Transform, transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { ContainerClusterArgs, ContainerClusterTransforms } from "./args";
import { validateContainerCluster } from "./validate";

/**
 * Where container services run: a cluster that is measured by Container Insights and records what people do in its
 * containers. A `ClusterCapacity` gives it what tasks run on. It costs nothing by itself.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class ContainerCluster extends pulumi.ComponentResource {
  /** Name of the cluster. */
  public readonly clusterName: pulumi.Output<string>;
  /** ARN of the cluster, known once the log group of Container Insights is there, so that no task runs before it. */
  public readonly clusterArn: pulumi.Output<string>;
  /** Log group of ECS Exec sessions. */
  public readonly executeCommandLogGroupName: pulumi.Output<string>;
  /** ARN of the log group of ECS Exec sessions. */
  public readonly executeCommandLogGroupArn: pulumi.Output<string>;
  /** Key that encrypts ECS Exec sessions; undefined where none was given. */
  public readonly executeCommandKeyArn: pulumi.Output<string> | undefined;

  constructor(name: string, args: ContainerClusterArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    requireValid("ContainerCluster", name, args, validateContainerCluster);
    super("proofpix:container-cluster:ContainerCluster", name, {}, opts);

    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const logGroup = createLogGroup(children, args, sessionLogGroup(children));
    const cluster = createCluster(children, args, logGroup.name);
    const insights = createLogGroup(children, args, insightsLogGroup(children, cluster.name));

    this.clusterName = cluster.name;
    this.clusterArn = pulumi.all([cluster.arn, insights.id]).apply(([arn]) => arn);
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

type ClusterChildren = Children<ContainerClusterTransforms>;

interface ClusterLogGroup {
  /** Logical name. */
  readonly logicalName: string;
  readonly path: pulumi.Input<string>;
  readonly transform: Transform<aws.cloudwatch.LogGroupArgs> | undefined;
  /** Inputs that a rename leaves as they are. */
  readonly kept: readonly string[];
}

/** A log group of the cluster, with its key and retention. */
function createLogGroup(
  { parent, tags }: ClusterChildren,
  { kmsKeyArn, logRetentionDays }: ContainerClusterArgs,
  { logicalName, path, transform, kept }: ClusterLogGroup,
): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    ...transformed<aws.cloudwatch.LogGroupArgs>(
      transform,
      logicalName,
      {
        name: path,
        retentionInDays: logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS,
        kmsKeyId: kmsKeyArn,
        tags: namedTags(typeof path === "string" ? path : logicalName, tags),
      },
      keepingInputs(kept, { parent }),
    ),
  );
}

function sessionLogGroup({ name, transform }: ClusterChildren): ClusterLogGroup {
  return {
    logicalName: `${name}-execute-command`,
    path: `/ecs/${name}/execute-command`,
    transform: transform.logGroup,
    kept: ["name"],
  };
}

/**
 * Container Insights would make it by itself with the first task, without a key and for ever (Amazon CloudWatch User
 * Guide, "Container Insights: log events").
 */
function insightsLogGroup({ name, transform }: ClusterChildren, clusterName: pulumi.Output<string>): ClusterLogGroup {
  return {
    logicalName: `${name}-container-insights`,
    path: pulumi.interpolate`/aws/ecs/containerinsights/${clusterName}/performance`,
    transform: transform.containerInsightsLogGroup,
    kept: [], // Container Insights writes to the group that is called after the cluster.
  };
}

function createCluster(
  { name, parent, tags, transform }: ClusterChildren,
  { containerInsights, kmsKeyArn }: ContainerClusterArgs,
  logGroupName: pulumi.Input<string>,
): aws.ecs.Cluster {
  return new aws.ecs.Cluster(
    ...transformed(
      transform.cluster,
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
