import type * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerArgs, LoadBalancerTargetArgs, StickinessArgs } from "../../components/load-balancer";
import type { Configuration, ServiceConfiguration } from "../configuration/configuration";
import { protecting } from "./protection";

/** What of a configuration concerns the load balancer. */
export type LoadBalancerConfiguration = Pick<
  Configuration,
  | "algorithm"
  | "certificateArn"
  | "domain"
  | "logRetentionDays"
  | "protect"
  | "services"
  | "tags"
  | "testListener"
  | "webFirewall"
>;

/** What stands around the load balancer. */
export interface LoadBalancerSurroundings {
  readonly network: {
    readonly vpcId: pulumi.Input<string>;
    readonly cidrBlock: pulumi.Input<string>;
    readonly publicSubnetIds: pulumi.Input<string[]>;
  };
  readonly logKeyArn: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** The way in to every service that takes requests. */
export function loadBalancerArgs(
  configuration: LoadBalancerConfiguration,
  { network, logKeyArn, alarmTopicArn }: LoadBalancerSurroundings,
): LoadBalancerArgs {
  const { algorithm, certificateArn, domain, logRetentionDays, protect, tags, testListener, webFirewall } =
    configuration;
  return {
    vpcId: network.vpcId,
    vpcCidrBlock: network.cidrBlock,
    subnetIds: network.publicSubnetIds,
    targets: targets(configuration.services),
    algorithm,
    domain,
    certificateArn,
    accessLogRetentionDays: logRetentionDays,
    forceDestroyAccessLogs: !protect,
    webFirewall: webFirewall && { logRetentionDays },
    logKeyArn,
    deletionProtection: protect,
    alarmActions: [alarmTopicArn],
    testListener,
    tags,
    transform: {
      loadBalancer: protecting(protect),
      accessLogBucket: protecting(protect),
      webAclLogGroup: protecting(protect),
    },
  };
}

function targets(services: readonly ServiceConfiguration[]): Record<string, LoadBalancerTargetArgs> {
  return Object.fromEntries(
    services.filter(({ worker }) => !worker).map((service) => [service.name, targetArgs(service)]),
  );
}

/** How the load balancer sees a service. */
export function targetArgs({
  port,
  healthCheck,
  routing,
  stickiness,
  algorithm,
}: ServiceConfiguration): LoadBalancerTargetArgs {
  return {
    port,
    healthCheck,
    routing,
    stickiness: stickiness && stickinessArgs(stickiness),
    algorithm,
  };
}

function stickinessArgs({ cookieName, duration }: NonNullable<ServiceConfiguration["stickiness"]>): StickinessArgs {
  return cookieName === undefined ? { kind: "load-balancer", duration } : { kind: "application", cookieName, duration };
}
