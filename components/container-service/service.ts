import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { CapacitySettings } from "./capacity";
import { CONTAINER_NAME } from "./container-definitions";
import { containerHealthCheck, gracePeriodSeconds } from "./container-health-check";
import type { ContainerServiceArgs, ServiceChildren } from "./args";
import type { DeploymentRoles } from "./deployment-roles";
import { deploymentSettings } from "./deployment-settings";
import { deploymentTimeouts } from "./deployment-timeouts";
import { requireRunningRevision } from "./running-revision";
import { serviceConnectSettings } from "./service-connect";
import type { ServiceTarget } from "./args";
import type { TaskRoles } from "./task-roles";
import type { TaskSecurityGroup } from "./task-security-group";

/** Resources that the ECS service refers to and waits for. */
export interface ServiceDependencies {
  readonly capacity: CapacitySettings;
  readonly roles: TaskRoles;
  readonly deploymentRoles: DeploymentRoles;
  readonly network: TaskSecurityGroup;
  readonly taskDefinition: aws.ecs.TaskDefinition;
  /** Log group of the tasks. */
  readonly logGroupName: pulumi.Input<string>;
  /** What the tasks register with; undefined where no name leads to them. */
  readonly registry: aws.servicediscovery.Service | undefined;
}

/** Creates the ECS service, after everything without which its first task would fail. */
export function createService(
  { name, parent, tags, transform }: ServiceChildren,
  args: ContainerServiceArgs,
  { capacity, roles, deploymentRoles, network, taskDefinition, logGroupName, registry }: ServiceDependencies,
): aws.ecs.Service {
  const [serviceName, serviceArgs, options] = transformed(
    transform.service,
    name,
    {
      cluster: args.cluster.clusterArn,
      taskDefinition: taskDefinition.arn,
      desiredCount: args.minInstances,
      ...capacity.service,
      // ECS demands it for a changed capacity provider strategy (Amazon ECS API Reference, "UpdateService").
      forceNewDeployment: true,
      ...deploymentSettings(args.deployment ?? { strategy: "rolling" }, deploymentRoles.hookArn),
      ...deploymentAlarms(args),
      ...loadBalancing(args, deploymentRoles),
      ...(registry !== undefined && { serviceRegistries: { registryArn: registry.arn } }),
      ...serviceConnectSettings(args, logGroupName),
      networkConfiguration: {
        subnets: args.subnetIds,
        securityGroups: [network.securityGroup.id, ...(args.securityGroupIds ?? [])],
        assignPublicIp: false,
      },
      enableExecuteCommand: args.enableExecuteCommand ?? false,
      waitForSteadyState: args.waitForSteadyState ?? true,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      tags: namedTags(name, tags),
    },
    {
      parent,
      dependsOn: [
        ...capacityAttachments(args),
        ...roles.policies,
        ...deploymentRoles.policies,
        ...network.rules,
        ...loadBalancerTargets(args),
      ],
      // Scaling sets the number of tasks. An update must not set it back.
      ignoreChanges: ["desiredCount"],
      customTimeouts: deploymentTimeouts(args),
    },
  );
  const service = new aws.ecs.Service(serviceName, serviceArgs, options);
  // A transform ignores the task definition where something else deploys revisions.
  if (options.ignoreChanges?.includes("taskDefinition") !== true) {
    const { clusterArn } = args.cluster;
    requireRunningRevision({ name: service.name, clusterArn, taskDefinition: serviceArgs.taskDefinition, parent });
  }
  return service;
}

function loadBalancing(
  args: ContainerServiceArgs,
  deploymentRoles: DeploymentRoles,
): Pick<aws.ecs.ServiceArgs, "healthCheckGracePeriodSeconds" | "loadBalancers"> {
  if (args.loadBalancer === undefined || args.port === undefined) return {};
  const { target } = args.loadBalancer;
  return {
    loadBalancers: [
      {
        containerName: CONTAINER_NAME,
        containerPort: args.port,
        targetGroupArn: target.blueTargetGroupArn,
        ...trafficShift(target, deploymentRoles),
      },
    ],
    healthCheckGracePeriodSeconds: gracePeriodSeconds(
      args.healthCheckGracePeriod,
      containerHealthCheck(args.containerHealthCheck, args.port),
      target.healthySeconds,
    ),
  };
}

/**
 * The groups and rules between which ECS shifts traffic. A rolling service has it too: ECS wants it before a change to
 * another strategy, and keeps it afterwards (Amazon ECS Developer Guide, "Update the deployment strategy from rolling
 * update to Amazon ECS blue/green"). Where users sign in there is none: ECS refuses rules that do more than forward.
 */
function trafficShift(
  { greenTargetGroupArn, isAuthenticated, productionRuleArn, testRuleArn }: ServiceTarget,
  { trafficShiftArn }: DeploymentRoles,
): Pick<aws.types.input.ecs.ServiceLoadBalancer, "advancedConfiguration"> {
  if (isAuthenticated === true) return {};
  if (greenTargetGroupArn === undefined || productionRuleArn === undefined || trafficShiftArn === undefined) return {};
  return {
    advancedConfiguration: {
      alternateTargetGroupArn: greenTargetGroupArn,
      productionListenerRule: productionRuleArn,
      testListenerRule: testRuleArn,
      roleArn: trafficShiftArn,
    },
  };
}

function deploymentAlarms(args: ContainerServiceArgs): Pick<aws.ecs.ServiceArgs, "alarms"> {
  const alarmNames = [...(args.loadBalancer?.target.alarmNames ?? []), ...(args.deploymentAlarmNames ?? [])];
  return alarmNames.length === 0 ? {} : { alarms: { enable: true, rollback: true, alarmNames } };
}

/** ECS refuses a service on a capacity provider that isn't attached to its cluster. */
function capacityAttachments({ capacity: { attachment } }: ContainerServiceArgs): pulumi.Resource[] {
  return attachment === undefined ? [] : [attachment];
}

function loadBalancerTargets({ loadBalancer }: ContainerServiceArgs): pulumi.Resource[] {
  return loadBalancer === undefined ? [] : [loadBalancer.target];
}
