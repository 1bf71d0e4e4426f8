import type * as pulumi from "@pulumi/pulumi";

/** A load balancer's target that sends requests to the tasks; `LoadBalancer.targets` holds them. */
export interface ServiceTarget extends pulumi.Resource {
  /** Port to which requests are sent. */
  readonly port: number;
  /** Path that the load balancer's health checks fetch. */
  readonly healthPath: string;
  /** ARN of the target group in which the tasks register. */
  readonly blueTargetGroupArn: pulumi.Input<string>;
  /** Names of the alarms that stop a deployment and roll it back. */
  readonly alarmNames: readonly pulumi.Input<string>[];
}

/** How requests reach a service. */
export interface ServiceLoadBalancer {
  /**
   * Target that sends requests to the tasks. The service is created after it: ECS refuses a target group without a
   * listener.
   */
  readonly target: ServiceTarget;
  /** Security group of the load balancer, from which alone the tasks accept connections. */
  readonly securityGroupId: pulumi.Input<string>;
}
