import type * as pulumi from "@pulumi/pulumi";
import type { ContainerImage } from "../../components/container-image";
import type { ContainerService } from "../../components/container-service";
import type { LoadBalancer } from "../../components/load-balancer";
import type { ServiceScaling } from "../../components/scaling";
import type { Configuration, InstanceBounds, ServiceConfiguration } from "../configuration/configuration";
import type { Compute } from "./compute";
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
  /** Address of the test listener, for those in `proofpix:testListener`; none with ip-hash. */
  readonly testUrl: pulumi.Output<string> | undefined;
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
  /** Alarms that scale each service; none where people do. The one for scaling down rests in ALARM at the minimum. */
  readonly scalingAlarmNames: PerService<readonly pulumi.Output<string>[]>;
  /** The EC2 instances' group, empty with Fargate. */
  readonly autoScalingGroupName: pulumi.Output<string>;
  /** AMI that the EC2 instances were made from. */
  readonly machineImageId: pulumi.Output<string>;
  /** How many EC2 instances there are and why, a line each. */
  readonly capacityPlan: readonly string[];
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
  /** Undefined where nothing scales the service. */
  readonly scaling: ServiceScaling | undefined;
}

/** The parts of an environment that outputs are taken from. */
export interface EnvironmentParts
  extends Pick<Foundation, "accountId" | "alarmTopic">, Pick<Compute, "autoScalingGroup" | "cluster" | "plan"> {
  readonly loadBalancer: LoadBalancer;
  readonly services: readonly DeployedService[];
}

/** Outputs of an environment made of these parts. */
export function environmentOutputs(
  configuration: Pick<Configuration, "region" | "domain" | "services">,
  { accountId, alarmTopic, loadBalancer, cluster, autoScalingGroup, plan, services }: EnvironmentParts,
): EnvironmentOutputs {
  const perService = <Value>(value: (part: DeployedService) => Value): PerService<Value> =>
    Object.fromEntries(services.map((part) => [part.service.name, value(part)]));
  return {
    accountId,
    region: configuration.region,
    url: loadBalancer.url,
    testUrl: loadBalancer.testUrl,
    healthUrls: perService(({ service }) => loadBalancer.url.apply((url) => healthUrls(url, service, configuration))),
    loadBalancerName: loadBalancer.loadBalancerName,
    loadBalancerArn: loadBalancer.loadBalancerArn,
    clusterName: cluster.clusterName,
    serviceNames: perService(({ deployed }) => deployed.serviceName),
    taskDefinitionArns: perService(({ deployed }) => deployed.taskDefinitionArn),
    imageDigests: perService(({ image }) => image.digest),
    bounds: perService(({ service: { scaling } }) => instanceBounds(scaling)),
    scalingAlarmNames: perService(({ scaling }) => scaling?.alarmNames ?? []),
    autoScalingGroupName: autoScalingGroup.groupName,
    machineImageId: autoScalingGroup.imageId,
    capacityPlan: plan.explanation,
    logLinks: perService(({ deployed }) =>
      deployed.logGroupName.apply((group) => logLink(configuration.region, group)),
    ),
    alarmTopicArn: alarmTopic.topicArn,
  };
}

function instanceBounds({ minInstances, maxInstances }: InstanceBounds): InstanceBounds {
  return { minInstances, maxInstances };
}
