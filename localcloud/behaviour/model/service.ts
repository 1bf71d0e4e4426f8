import type { Properties } from "../../model/values";
import type { Instant } from "./instant";

/** How many tasks a service wants of one of its revisions: the deployments decide, the scheduler carries out. */
export interface WantedTasks {
  readonly revisionArn: string;
  readonly count: number;
}

/** What a service does beside its settings. */
export interface RunningService {
  readonly arn: string;
  readonly wanted: readonly WantedTasks[];
  /** Revision that serves: the target of the last deployment that succeeded. */
  readonly activeRevisionArn?: string;
  /** Deployment that is under way. */
  readonly deploymentArn?: string;
  /** Number of the last revision. */
  readonly lastRevision: number;
}

/** An immutable set of settings of which tasks are started (Amazon ECS API Reference, ServiceRevision). */
export interface ServiceRevision {
  readonly arn: string;
  readonly serviceArn: string;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  /** The service's inputs when the revision was made. */
  readonly inputs: Properties;
  /** Target groups that its tasks are registered with, with container and port. */
  readonly targetGroups: readonly RevisionTargetGroup[];
  readonly createdAt: Instant;
}

/** A target group of a revision. */
export interface RevisionTargetGroup {
  readonly targetGroupArn: string;
  readonly container: string;
  readonly containerPort: number;
}

/** Amazon ECS API Reference, ServiceDeployment: `status`. */
export type DeploymentStatus =
  | "PENDING"
  | "IN_PROGRESS"
  | "SUCCESSFUL"
  | "STOP_REQUESTED"
  | "STOPPED"
  | "ROLLBACK_REQUESTED"
  | "ROLLBACK_IN_PROGRESS"
  | "ROLLBACK_SUCCESSFUL"
  | "ROLLBACK_FAILED";

/** Amazon ECS API Reference, ServiceDeployment: `lifecycleStage`. */
export type LifecycleStage =
  | "RECONCILE_SERVICE"
  | "PRE_SCALE_UP"
  | "SCALE_UP"
  | "POST_SCALE_UP"
  | "TEST_TRAFFIC_SHIFT"
  | "POST_TEST_TRAFFIC_SHIFT"
  | "PRE_PRODUCTION_TRAFFIC_SHIFT"
  | "PRODUCTION_TRAFFIC_SHIFT"
  | "POST_PRODUCTION_TRAFFIC_SHIFT"
  | "BAKE_TIME"
  | "CLEAN_UP";

/** A deployment of a service (Amazon ECS API Reference, ServiceDeployment). */
export interface ServiceDeployment {
  readonly arn: string;
  /** `ecs-svc/<id>`: what tasks say they were started by. */
  readonly id: string;
  readonly serviceArn: string;
  readonly targetRevisionArn: string;
  /** Revision that served before; undefined for the first deployment. */
  readonly sourceRevisionArn?: string;
  readonly strategy: "ROLLING" | "BLUE_GREEN" | "CANARY" | "LINEAR";
  readonly status: DeploymentStatus;
  readonly statusReason?: string;
  readonly lifecycleStage?: LifecycleStage;
  readonly stageEnteredAt?: Instant;
  /** Percentage of production traffic on the target revision, where a load balancer shifts it. */
  readonly productionTrafficPercent?: number;
  /** Tasks of the target revision that failed: what the circuit breaker counts. */
  readonly failedTasks: number;
  readonly createdAt: Instant;
  readonly startedAt?: Instant;
  readonly finishedAt?: Instant;
}
