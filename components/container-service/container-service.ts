import * as pulumi from "@pulumi/pulumi";
import { requireValid } from "../shared/validation";
import { capacitySettings } from "./capacity";
import type { ContainerServiceArgs } from "./args";
import { createDeploymentRoles } from "./deployment-roles";
import { createRegistry } from "./discovery";
import { createService } from "./service";
import { createTask } from "./task";
import { createTasksBelowMinimumAlarm } from "./tasks-below-minimum-alarm";
import { withTargetDefaults } from "./target-defaults";
import { validateContainerService } from "./validate";

/**
 * A container that runs as many times as it is scaled to, behind a load balancer or as a worker: confined, with no
 * permission that it was not given, and rolled back by itself when a deployment fails.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class ContainerService extends pulumi.ComponentResource {
  /** Name of the ECS service, known once it runs steadily. */
  public readonly serviceName: pulumi.Output<string>;
  /** ARN of the ECS service. */
  public readonly serviceArn: pulumi.Output<string>;
  /** ARN of the revision that was asked for; what runs differs after ECS rolled a deployment back. */
  public readonly taskDefinitionArn: pulumi.Output<string>;
  /** Log group of the container's output. */
  public readonly logGroupName: pulumi.Output<string>;
  /** Security group of the tasks, to be let into databases and caches. */
  public readonly securityGroupId: pulumi.Output<string>;
  /** Role of the application, for resource policies. */
  public readonly taskRoleArn: pulumi.Output<string>;
  /** Role of the application, for attaching policies. */
  public readonly taskRoleName: pulumi.Output<string>;
  /** Role with which ECS starts the tasks. */
  public readonly executionRoleArn: pulumi.Output<string>;
  /** Name of the alarm for too few running tasks. */
  public readonly tasksBelowMinimumAlarmName: pulumi.Output<string>;
  /** Lower bound of scaling. */
  public readonly minInstances: number;
  /** Upper bound of scaling. */
  public readonly maxInstances: number;

  constructor(name: string, args: ContainerServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("ContainerService", name, args, validateContainerService);
    super("proofpix:container-service:ContainerService", name, {}, opts);

    const settings = withTargetDefaults(args);
    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const capacity = capacitySettings(args.capacity, args.minInstances);
    const { logGroup, roles, network, taskDefinition } = createTask(children, settings, capacity.compatibility);
    const deploymentRoles = createDeploymentRoles(children, settings);
    const service = createService(children, settings, {
      capacity,
      roles,
      deploymentRoles,
      network,
      taskDefinition,
      logGroupName: logGroup.name,
      registry: createRegistry(children, settings),
    });
    const alarm = createTasksBelowMinimumAlarm(children, settings, service);

    this.serviceName = service.name;
    this.serviceArn = service.arn;
    this.taskDefinitionArn = taskDefinition.arn;
    this.logGroupName = logGroup.name;
    this.securityGroupId = network.securityGroup.id;
    this.taskRoleArn = roles.taskRole.arn;
    this.taskRoleName = roles.taskRole.name;
    this.executionRoleArn = roles.executionRole.arn;
    this.tasksBelowMinimumAlarmName = alarm.name;
    this.minInstances = args.minInstances;
    this.maxInstances = args.maxInstances;
    this.registerOutputs({
      serviceName: this.serviceName,
      serviceArn: this.serviceArn,
      taskDefinitionArn: this.taskDefinitionArn,
      logGroupName: this.logGroupName,
      securityGroupId: this.securityGroupId,
      taskRoleArn: this.taskRoleArn,
      taskRoleName: this.taskRoleName,
      executionRoleArn: this.executionRoleArn,
      tasksBelowMinimumAlarmName: this.tasksBelowMinimumAlarmName,
      minInstances: this.minInstances,
      maxInstances: this.maxInstances,
    });
  }
}
