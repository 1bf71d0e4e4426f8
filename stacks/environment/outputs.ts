import type * as pulumi from "@pulumi/pulumi";
import type { ContainerCluster } from "../../components/container-cluster";
import type { ContainerImage } from "../../components/container-image";
import type { ContainerService } from "../../components/container-service";
import type { LoadBalancer } from "../../components/load-balancer";
import type { Configuration, InstanceBounds, ServiceConfiguration } from "../configuration/configuration";
import type { Foundation } from "./foundation";
import { healthUrls } from "./health-urls";
import { logLink } from "./log-link";

/** A value for each service, by the service's name in the configuration. */
type PerService<Value> = Readonly<Record<string, Value>>;

/** What people and automation need next, once an environment is deployed. */
export interface EnvironmentOutputs {
  /** Account that the environment was deployed into. */
  readonly accountId: pulumi.Output<string>;
  readonly region: string;
  /** Address for clients. */
  readonly url: pulumi.Output<string>;
  /** Addresses that tell whether a service is healthy (HC-1). */
  readonly healthUrls: PerService<pulumi.Output<string[]>>;
  readonly loadBalancerName: pulumi.Output<string>;
  readonly loadBalancerArn: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  /** Names of the ECS services. */
  readonly serviceNames: PerService<pulumi.Output<string>>;
  /** Revisions that were asked for; where ECS rolled a deployment back, others run. */
  readonly taskDefinitionArns: PerService<pulumi.Output<string>>;
  /** Digests of the images that were asked for. */
  readonly imageDigests: PerService<pulumi.Output<string>>;
  readonly bounds: PerService<InstanceBounds>;
  /** Pages of the AWS console that show what the services log. */
  readonly logLinks: PerService<pulumi.Output<string>>;
  /** Topic to subscribe to for alarms. */
  readonly alarmTopicArn: pulumi.Output<string>;
}

/** A service of the configuration and what was created for it. */
export interface DeployedService {
  readonly service: ServiceConfiguration;
  readonly image: ContainerImage;
  readonly deployed: ContainerService;
}

/** The parts of an environment that outputs are taken from. */
export interface EnvironmentParts extends Pick<Foundation, "accountId" | "alarmTopic"> {
  readonly loadBalancer: LoadBalancer;
  readonly cluster: ContainerCluster;
  readonly services: readonly DeployedService[];
}

/** Outputs of an environment made of these parts. */
export function environmentOutputs(
  { region }: Pick<Configuration, "region">,
  { accountId, alarmTopic, loadBalancer, cluster, services }: EnvironmentParts,
): EnvironmentOutputs {
  const perService = <Value>(value: (part: DeployedService) => Value): PerService<Value> =>
    Object.fromEntries(services.map((part) => [part.service.name, value(part)]));
  return {
    accountId,
    region,
    url: loadBalancer.url,
    healthUrls: perService(({ service }) => loadBalancer.url.apply((url) => healthUrls(url, service))),
    loadBalancerName: loadBalancer.loadBalancerName,
    loadBalancerArn: loadBalancer.loadBalancerArn,
    clusterName: cluster.clusterName,
    serviceNames: perService(({ deployed }) => deployed.serviceName),
    taskDefinitionArns: perService(({ deployed }) => deployed.taskDefinitionArn),
    imageDigests: perService(({ image }) => image.digest),
    bounds: perService(({ service }) => service.scaling),
    logLinks: perService(({ deployed }) => deployed.logGroupName.apply((group) => logLink(region, group))),
    alarmTopicArn: alarmTopic.topicArn,
  };
}
