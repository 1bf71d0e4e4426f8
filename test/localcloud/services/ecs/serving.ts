import type { Properties } from "../../../../localcloud/model/values";
import type { TestCloud } from "../../support";
import { forwardTo, group, listening } from "../lb/balanced";
import { fargateCluster, ON_FARGATE, ON_INSTANCES, registries, TASK_DEFINITION } from "./tasks";

/** What a service behind a load balancer needs, and inputs of one on Fargate. */
export function serving(cloud: TestCloud) {
  registries(cloud);
  const given = listening(cloud);
  fargateCluster(cloud);
  const taskDefinition = cloud.create(TASK_DEFINITION, ON_FARGATE).id;
  const network = { subnets: [given.subnetId, given.subnetOfZoneB], securityGroups: [given.securityGroupId] };
  const inputs: Properties = {
    name: "enterprise",
    cluster: "production",
    taskDefinition,
    desiredCount: 1,
    capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
    networkConfiguration: network,
    loadBalancers: [behind(given.blue)],
  };
  return { ...given, taskDefinition, network, inputs };
}

/** A service that nobody asks, on instances with task definitions of their own. */
export function working(cloud: TestCloud) {
  const given = serving(cloud);
  const onInstances = cloud.create(TASK_DEFINITION, { ...ON_INSTANCES, family: "on-instances" }).id;
  const bridged = cloud.create(TASK_DEFINITION, {
    ...ON_INSTANCES,
    family: "bridged",
    networkMode: "bridge",
  }).id;
  const inputs = { ...given.inputs, loadBalancers: undefined };
  return { ...given, onInstances, bridged, inputs };
}

/** Registration of the container's port at a target group. */
export function behind(targetGroupArn: string, changes: Properties = {}): Properties {
  return { targetGroupArn, containerName: "application", containerPort: 3000, ...changes };
}

/** A target group to which a listener of its own forwards. */
export function attachedGroup(cloud: TestCloud, given: ReturnType<typeof serving>, inputs: object): string {
  const arn = group(cloud, given.vpcId, inputs);
  cloud.create("aws:lb/listener:Listener", {
    loadBalancerArn: given.loadBalancerArn,
    port: 9000,
    defaultActions: [forwardTo(arn)],
  });
  return arn;
}
