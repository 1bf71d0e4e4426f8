/** What AWS and the environment tell of a stack at one moment. */
export interface Facts {
  readonly services: readonly ServiceFacts[];
  readonly alarms: readonly AlarmFacts[];
  readonly endpoints: readonly EndpointFacts[];
}

/** What ECS and the load balancers tell of a service. */
export interface ServiceFacts {
  readonly arn: string;
  /** Whether ECS has it, and doesn't delete it. */
  readonly isActive: boolean;
  /** Whether anything can be told of its tasks; see `isObserved` of the context. */
  readonly isObserved: boolean;
  /** ARN of the task definition that ECS keeps running: after a rollback, the one from before. */
  readonly taskDefinition?: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  /** Its newest service deployment, which ECS tells for 90 days. */
  readonly deployment?: DeploymentFacts;
  readonly targetGroups: readonly TargetGroupFacts[];
}

/** A service deployment (Amazon ECS API Reference, ServiceDeployment). */
export interface DeploymentFacts {
  readonly arn: string;
  /** `PENDING`, `IN_PROGRESS`, `SUCCESSFUL`, `ROLLBACK_SUCCESSFUL` … */
  readonly status: string;
  readonly reason?: string;
  /** Stage of a deployment that shifts traffic. */
  readonly stage?: string;
  /** Percent of the requests that the new revision is to get, where traffic is shifted. */
  readonly trafficPercent?: number;
}

/** Targets between which a service's requests are spread: a target group, with its alternate one. */
export interface TargetGroupFacts {
  readonly name: string;
  readonly targets: readonly TargetFacts[];
}

/** A target (Elastic Load Balancing API Reference, TargetHealth). */
export interface TargetFacts {
  readonly id: string;
  readonly state: string;
  readonly reason?: string;
}

/** An alarm of the stack. */
export interface AlarmFacts {
  readonly name: string;
  readonly state: string;
  readonly reason?: string;
  readonly actions: readonly string[];
}

/** An answer of a health endpoint. */
export interface EndpointFacts {
  readonly url: string;
  readonly status?: number;
  readonly problem?: string;
  /** Why a bad answer says nothing of what was deployed. */
  readonly excuse?: string;
}
