import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { flag, objects, text, type Properties } from "../../model/values";
import { nameOf, refuseUnmodelled } from "../shared/inputs";
import { CLUSTER, clusterNameIn, clusterReferences } from "./cluster";
import { rolledBack, shiftedListenerRules } from "./deployment";
import { deploymentTimeout } from "./deployment-wait";
import { taskCapacityRules } from "./service-capacity";
import { serviceDeploymentRules } from "./service-deployment";
import { serviceConnectRules } from "./service-connect";
import { SERVICE_LIMITS, SERVICE_MAPPING } from "./service-limits";
import { serviceLoadBalancerRules } from "./service-load-balancers";
import { SERVICE } from "./service-lookup";
import { serviceNetworkRules } from "./service-network";
import { serviceRegistryRules } from "./service-registries";
import { rebalancingOf, serviceSchedulingRules } from "./service-scheduling";
import { requireStartableTasks } from "./startable-tasks";
import { trafficShiftRules } from "./traffic-shift-rules";

const UNMODELLED = ["volumeConfiguration", "vpcLatticeConfigurations"];

export const service: ResourceType = {
  type: SERVICE,
  mapping: SERVICE_MAPPING,
  documentedLimits: SERVICE_LIMITS,
  autonaming: { input: "name", maximumLength: 255 },
  defaults: {
    deploymentMaximumPercent: 200,
    deploymentMinimumHealthyPercent: 100,
    enableEcsManagedTags: false,
    enableExecuteCommand: false,
    schedulingStrategy: "REPLICA",
    waitForSteadyState: false,
  },
  replaceOnChanges: ["name", "cluster", "launchType", "schedulingStrategy", "iamRole", "region"],
  conditionalReplaceOnChanges,
  unique: {
    inputs: ["name", "cluster"],
    scope: "region",
    code: "InvalidParameterException",
    message: (name) => `Creation of service was not idempotent: '${name}'`,
  },
  references: [
    ...clusterReferences("cluster", {
      code: "ClusterContainsServicesException",
      message: () => "The Cluster cannot be deleted while Services are active.",
    }),
    networkReference("networkConfiguration.subnets[]", "aws:ec2/subnet:Subnet", "subnet"),
    networkReference("networkConfiguration.securityGroups[]", "aws:ec2/securityGroup:SecurityGroup", "security group"),
    {
      input: "loadBalancers[].targetGroupArn",
      to: ["aws:lb/targetGroup:TargetGroup"],
      missing: { code: "InvalidParameterException", message: (id) => `The target group '${id}' does not exist.` },
    },
  ],
  rules: [
    refuseUnmodelled(UNMODELLED, "managed volumes and VPC Lattice", "services/ecs/service.ts"),
    requireDefaultCluster,
    ...taskCapacityRules,
    ...serviceNetworkRules,
    ...serviceLoadBalancerRules,
    ...serviceRegistryRules,
    ...serviceConnectRules,
    ...serviceDeploymentRules,
    ...trafficShiftRules,
    ...serviceSchedulingRules,
    requireStartableTasks,
  ],
  make: (operation) => {
    const id = serviceArn(operation);
    return { id, computed: { arn: id, name: nameOf(operation), ...computedOutputs(operation) } };
  },
  recomputed: ["availabilityZoneRebalancing"],
  remake: computedOutputs,
  behaves: true,
  sideEffects: shiftedListenerRules,
  unsettled: deploymentTimeout,
  rolledBack,
};

function serviceArn(operation: Operation): string {
  const cluster = clusterNameIn(operation.inputs, "cluster");
  return arn("ecs", operation.region, operation.accountId, `service/${cluster}/${nameOf(operation)}`);
}

function computedOutputs(operation: Operation): Properties {
  return { availabilityZoneRebalancing: rebalancingOf(operation) };
}

/**
 * A deployment controller of another type needs a new service, and so does another strategy, unless a new deployment is
 * forced and there is a strategy before and after (terraform-provider-aws, `capacityProviderStrategyCustomizeDiff`).
 */
function conditionalReplaceOnChanges(before: Properties, after: Properties): string[] {
  const [controllerBefore, controllerAfter] = [before, after].map((inputs) =>
    text(inputs, "deploymentController.type"),
  );
  const hasStrategy = (inputs: Properties): boolean => objects(inputs, "capacityProviderStrategies").length > 0;
  const inPlace = flag(after, "forceNewDeployment") === true && hasStrategy(before) && hasStrategy(after);
  return [
    ...((controllerBefore ?? "ECS") === (controllerAfter ?? "ECS") ? [] : ["deploymentController"]),
    ...(inPlace ? [] : ["capacityProviderStrategies"]),
  ];
}

/** A subnet or security group can't be deleted before the network interfaces of running tasks. */
function networkReference(input: string, to: string, what: string): Reference {
  return {
    input,
    to: [to],
    missing: { code: "InvalidParameterException", message: (id) => `The ${what} ID '${id}' does not exist` },
    inUse: {
      code: "DependencyViolation",
      message: (id) => `The ${what} '${id}' has dependencies and cannot be deleted.`,
    },
  };
}

function requireDefaultCluster({ inputs, region, cloud }: Operation): void {
  const name = clusterNameIn(inputs, "cluster");
  if (cloud.ofType(CLUSTER).some((each) => each.region === region && each.computed.name === name)) return;
  refuse("ClusterNotFoundException", `Cluster not found: '${name}'`, "cluster");
}
