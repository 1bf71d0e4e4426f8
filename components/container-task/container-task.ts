import * as pulumi from "@pulumi/pulumi";
import { CONTAINER_NAME } from "../container-service";
import { createTask } from "../container-service/task";
import { requireValid } from "../shared/validation";
import type { ContainerTaskArgs } from "./args";
import {
  DEFAULT_CAPACITY,
  runTaskCommand,
  type RunTaskParameters,
  runTaskParameters,
  type TaskPlacement,
  taskPlacement,
} from "./run-request";
import { validateContainerTask } from "./validate";

/**
 * A container that runs to its end and isn't replaced: a job, a report, a script of an administrator. It has a task
 * definition, roles, a log group and a security group of its own, and nothing runs it until somebody does, or a
 * `ScheduledTask`. It costs nothing while it doesn't run.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class ContainerTask extends pulumi.ComponentResource {
  /** ARN of the cluster. */
  public readonly clusterArn: pulumi.Output<string>;
  /** ARN of the newest revision. */
  public readonly taskDefinitionArn: pulumi.Output<string>;
  /** Family of the revisions. */
  public readonly taskDefinitionFamily: pulumi.Output<string>;
  /** Command of AWS's command line that runs the task once. Whoever calls it needs the rights that the page lists. */
  public readonly runCommand: pulumi.Output<string>;
  /** Parameters with which AWS's SDKs run the task once (`RunTask`); `overrides` can be added. */
  public readonly runParameters: pulumi.Output<RunTaskParameters>;
  /** Where the task runs. */
  public readonly placement: TaskPlacement;
  /** Subnets of the task. */
  public readonly subnetIds: pulumi.Output<string[]>;
  /** Security groups of the task: its own, and those that it joins. */
  public readonly securityGroupIds: pulumi.Output<string[]>;
  /** Security group of the task, to be let into databases and caches. */
  public readonly securityGroupId: pulumi.Output<string>;
  /** Log group of the containers' output. */
  public readonly logGroupName: pulumi.Output<string>;
  /** Role of the application, for resource policies. */
  public readonly taskRoleArn: pulumi.Output<string>;
  /** Role of the application, for attaching policies. */
  public readonly taskRoleName: pulumi.Output<string>;
  /** Role with which ECS starts the task. */
  public readonly executionRoleArn: pulumi.Output<string>;
  /** Whether people whom IAM allows it may open a shell in the task. */
  public readonly enableExecuteCommand: boolean;
  /** Containers that have to end with 0: the application's, and those that run first. */
  public readonly decisiveContainers: readonly string[];

  constructor(name: string, args: ContainerTaskArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("ContainerTask", name, args, validateContainerTask);
    super("proofpix:container-task:ContainerTask", name, {}, opts);

    const { capacity = DEFAULT_CAPACITY, cluster, sidecars = [] } = args;
    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const compatibility = capacity.kind === "fargate" ? "FARGATE" : "EC2";
    const { logGroup, roles, network, taskDefinition } = createTask(children, args, compatibility);

    this.clusterArn = pulumi.output(cluster.clusterArn);
    this.taskDefinitionArn = taskDefinition.arn;
    this.taskDefinitionFamily = taskDefinition.family;
    this.placement = taskPlacement(capacity);
    this.subnetIds = pulumi.output(args.subnetIds);
    this.securityGroupId = network.securityGroup.id;
    this.securityGroupIds = pulumi.output([network.securityGroup.id, ...(args.securityGroupIds ?? [])]);
    this.logGroupName = logGroup.name;
    this.taskRoleArn = roles.taskRole.arn;
    this.taskRoleName = roles.taskRole.name;
    this.executionRoleArn = roles.executionRole.arn;
    this.enableExecuteCommand = args.enableExecuteCommand ?? false;
    this.decisiveContainers = [
      CONTAINER_NAME,
      ...sidecars.filter(({ runsFirst }) => runsFirst === true).map((sidecar) => sidecar.name),
    ];
    this.runParameters = this.requested();
    this.runCommand = this.runParameters.apply(runTaskCommand);
    this.registerOutputs({
      clusterArn: this.clusterArn,
      taskDefinitionArn: this.taskDefinitionArn,
      taskDefinitionFamily: this.taskDefinitionFamily,
      runCommand: this.runCommand,
      runParameters: this.runParameters,
      subnetIds: this.subnetIds,
      securityGroupIds: this.securityGroupIds,
      securityGroupId: this.securityGroupId,
      logGroupName: this.logGroupName,
      taskRoleArn: this.taskRoleArn,
      taskRoleName: this.taskRoleName,
      executionRoleArn: this.executionRoleArn,
    });
  }

  private requested(): pulumi.Output<RunTaskParameters> {
    const { clusterArn, taskDefinitionArn, subnetIds, securityGroupIds, placement, enableExecuteCommand } = this;
    return pulumi
      .output({ clusterArn, taskDefinitionArn, subnetIds, securityGroupIds, placement })
      .apply((known) => runTaskParameters({ ...known, enableExecuteCommand }));
  }
}
