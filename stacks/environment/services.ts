import type * as aws from "@pulumi/aws";
import { ContainerService } from "../../components/container-service";
import type { LoadBalancer, LoadBalancerTarget } from "../../components/load-balancer";
import { LoadAlarms, ServiceScaling } from "../../components/scaling";
import type { Configuration, ServiceConfiguration } from "../configuration/configuration";
import type { Compute } from "./compute";
import { containerServiceArgs } from "./container-service-args";
import type { Foundation } from "./foundation";
import type { imageFinder } from "./images";
import { serviceFullName } from "./names";
import type { DeployedService } from "./outputs";
import { isScaled, loadAlarmsArgs, type ScalingSurroundings, serviceScalingArgs } from "./service-scaling-args";

/** What an environment's services stand in. */
export interface ServicesSurroundings extends Foundation, Compute {
  readonly loadBalancer: LoadBalancer;
  readonly imageOf: ReturnType<typeof imageFinder>;
}

/** Creates every service of an environment, and what scales it. */
export function createServices(configuration: Configuration, surroundings: ServicesSurroundings): DeployedService[] {
  return configuration.services.map((service) => createService(service, configuration, surroundings));
}

function createService(
  service: ServiceConfiguration,
  configuration: Configuration,
  surroundings: ServicesSurroundings,
): DeployedService {
  const { cluster, network, capacity, loadBalancer, imageOf, accountId, key, alarmTopic, provider } = surroundings;
  const name = serviceFullName(surroundings.name, service.name);
  const { image, credentialsArn } = imageOf(service);
  const target = loadBalancer.targets[service.name];
  const args = containerServiceArgs(service, configuration, {
    name,
    capacity,
    cluster,
    network,
    image: image.reference,
    registryCredentialsArn: credentialsArn,
    loadBalancer: target && { target, securityGroupId: loadBalancer.securityGroupId },
    accountId,
    kmsKeyArn: key.keyArn,
    alarmTopicArn: alarmTopic.topicArn,
  });
  const deployed = new ContainerService(name, args, { providers: [provider] });
  const measured = {
    name,
    clusterName: cluster.clusterName,
    serviceName: deployed.serviceName,
    timedTarget: timed(target, configuration),
  };
  const loadAlarms = loadAlarmsArgs(service, configuration, measured, alarmTopic.topicArn);
  // Nothing tells of a service's load where all triggers are off and no queue is named.
  if (loadAlarms.triggers.length > 0 || loadAlarms.queue !== undefined) {
    new LoadAlarms(name, loadAlarms, { providers: [provider] });
  }
  return { service, image, deployed, scaling: createScaling(service, configuration, measured, provider) };
}

function createScaling(
  service: ServiceConfiguration,
  configuration: Configuration,
  measured: ScalingSurroundings,
  provider: aws.Provider,
): ServiceScaling | undefined {
  if (!isScaled(service, configuration)) return undefined;
  const args = serviceScalingArgs(service, configuration, measured);
  return new ServiceScaling(measured.name, args, { providers: [provider] });
}

/** A network load balancer doesn't time answers. */
function timed(
  target: LoadBalancerTarget | undefined,
  { algorithm }: Pick<Configuration, "algorithm">,
): LoadBalancerTarget | undefined {
  return algorithm === "ip-hash" ? undefined : target;
}
