import { ContainerCluster } from "../../components/container-cluster";
import { ContainerService } from "../../components/container-service";
import { LoadBalancer } from "../../components/load-balancer";
import type { Configuration } from "../configuration/configuration";
import { containerClusterArgs } from "./container-cluster-args";
import { containerServiceArgs } from "./container-service-args";
import { createFoundation } from "./foundation";
import { imageFinder } from "./images";
import { loadBalancerArgs } from "./load-balancer-args";
import { type DeployedService, type EnvironmentOutputs, environmentOutputs } from "./outputs";

/** One environment of the product: its own key, alarms and network, and its services behind one way in (ENV-4). */
export function createEnvironment(configuration: Configuration): EnvironmentOutputs {
  const foundation = createFoundation(configuration);
  const { name, provider, key, alarmTopic, network } = foundation;
  const options = { providers: [provider] };
  const surroundings = { network, logKeyArn: key.keyArn, alarmTopicArn: alarmTopic.topicArn };
  const loadBalancer = new LoadBalancer(name, loadBalancerArgs(configuration, surroundings), options);
  const cluster = new ContainerCluster(name, containerClusterArgs(configuration, key.keyArn), options);

  const imageOf = imageFinder(name, configuration, provider);
  const services = configuration.services.map((service): DeployedService => {
    const { image, credentialsArn } = imageOf(service);
    const target = loadBalancer.targets[service.name];
    const args = containerServiceArgs(service, configuration, {
      cluster,
      network,
      image: image.reference,
      registryCredentialsArn: credentialsArn,
      loadBalancer: target && { target, securityGroupId: loadBalancer.securityGroupId },
      kmsKeyArn: key.keyArn,
      alarmTopicArn: alarmTopic.topicArn,
    });
    return { service, image, deployed: new ContainerService(`${name}-${service.name}`, args, options) };
  });
  return environmentOutputs(configuration, { ...foundation, loadBalancer, cluster, services });
}
