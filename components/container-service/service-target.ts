import type * as pulumi from "@pulumi/pulumi";

/** What of a target decides whether a service suits it. */
export interface TargetFacts {
  /** Port to which requests are sent. */
  readonly port: number;
  /** Path that the load balancer's health checks fetch. */
  readonly healthPath: string;
  /** Time for which a task that leaves may finish its requests. */
  readonly deregistrationDelaySeconds: number;
  /** Time after which a new task that answers every check counts as healthy. */
  readonly healthySeconds: number;
  /** ARN of the group to which a deployment shifts traffic; undefined behind a network load balancer, as are the rules. */
  readonly greenTargetGroupArn: pulumi.Input<string> | undefined;
}

/** A load balancer's target that sends requests to the tasks; `LoadBalancer.targets` holds them. */
export interface ServiceTarget extends TargetFacts, pulumi.Resource {
  /** ARN of the target group in which the tasks register. */
  readonly blueTargetGroupArn: pulumi.Input<string>;
  /** ARN of the rule by which clients reach the tasks. */
  readonly productionRuleArn: pulumi.Input<string> | undefined;
  /** ARN of the rule by which testers reach a new revision. */
  readonly testRuleArn: pulumi.Input<string> | undefined;
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
