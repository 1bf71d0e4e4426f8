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
  /** The inputs when the deployments last looked, with which a change is compared; none once the service is deleted. */
  readonly inputs?: Properties;
  /** Whether as many healthy tasks run as are wanted, and no others. */
  readonly isSteady?: boolean;
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
  /** Tasks of the target revision that failed one after the other: what the circuit breaker counts. */
  readonly failedTasks: number;
  /** Tasks that the circuit breaker has judged, by their ARNs. */
  readonly judgedTasks?: JudgedTasks;
  /** Revision that a failure returns to; none for the first deployment, and for one that began during a rollback. */
  readonly rollbackRevisionArn?: string;
  readonly circuitBreaker?: MonitorStatus;
  readonly alarms?: MonitorStatus;
  readonly triggeredAlarmNames?: readonly string[];
  readonly rollback?: DeploymentRollback;
  /** Hooks of the stage. */
  readonly hooks?: readonly LifecycleHook[];
  /** How many steps of the production traffic shift were taken. */
  readonly trafficSteps?: number;
  /** Whether its settings left no room to start or stop a task, and that was told. */
  readonly isBlocked?: boolean;
  readonly createdAt: Instant;
  readonly startedAt?: Instant;
  readonly finishedAt?: Instant;
}

/** Amazon ECS API Reference, ServiceDeploymentCircuitBreaker and ServiceDeploymentAlarms: `status`. */
export type MonitorStatus = "DISABLED" | "MONITORING" | "MONITORING_COMPLETE" | "TRIGGERED";

/** Tasks that were healthy, and tasks that failed; those that are no longer kept are left out. */
export interface JudgedTasks {
  readonly healthy: readonly string[];
  readonly failed: readonly string[];
}

/** A rollback (Amazon ECS API Reference, Rollback). */
export interface DeploymentRollback {
  readonly reason: string;
  readonly startedAt: Instant;
  readonly revisionArn: string;
  /** Tasks of the revision that failed one after the other since then. */
  readonly failedTasks: number;
}

/** A hook of the stage of a deployment (Amazon ECS API Reference, DeploymentLifecycleHookDetail). */
export interface LifecycleHook {
  readonly id: string;
  readonly targetType: "AWS_LAMBDA" | "PAUSE";
  /** ARN of the Lambda function; empty for a pause. */
  readonly targetArn: string;
  /** JSON that the function gets as `hookDetails`. */
  readonly details: string;
  readonly status: "AWAITING_ACTION" | "IN_PROGRESS" | "SUCCEEDED" | "FAILED" | "TIMED_OUT";
  readonly expiresAt: Instant;
  readonly timeoutAction: "ROLLBACK" | "CONTINUE";
  /** When a function that answered IN_PROGRESS is called again. */
  readonly nextCallAt?: Instant;
}
