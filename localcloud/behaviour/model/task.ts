import type { Properties } from "../../model/values";
import type { Instant } from "./instant";

/** Amazon ECS Developer Guide, "Amazon ECS task lifecycle". */
export type TaskStatus =
  "PROVISIONING" | "PENDING" | "ACTIVATING" | "RUNNING" | "DEACTIVATING" | "STOPPING" | "DEPROVISIONING" | "STOPPED";

/** Health of a container or task, by the health checks of its containers. */
export type HealthStatus = "HEALTHY" | "UNHEALTHY" | "UNKNOWN";

/** Amazon ECS API Reference, Task: `stopCode`. */
export type StopCode =
  | "TaskFailedToStart"
  | "EssentialContainerExited"
  | "UserInitiated"
  | "ServiceSchedulerInitiated"
  | "SpotInterruption"
  | "TerminationNotice";

/** Where a port of a container answers on this machine. */
export interface PortAddress {
  readonly container: string;
  readonly containerPort: number;
  readonly host: string;
  readonly port: number;
}

/** A container of a task. */
export interface RunningContainer {
  readonly name: string;
  readonly essential: boolean;
  readonly lastStatus: "PENDING" | "RUNNING" | "STOPPED";
  readonly healthStatus: HealthStatus;
  /**
   * Whether its definition has a health check; checks of its image don't count (Amazon ECS API Reference,
   * HealthCheck).
   */
  readonly hasHealthCheck?: boolean;
  readonly exitCode?: number;
  readonly reason?: string;
}

/** A port of an instance that leads to a container, in the network modes `bridge` and `host`. */
export interface HostPort {
  readonly container: string;
  readonly containerPort: number;
  readonly hostPort: number;
}

/** A task as Amazon ECS knows it. */
export interface RunningTask {
  readonly arn: string;
  readonly region: string;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  /** ARN of the service; undefined for a task of RunTask. */
  readonly serviceArn?: string;
  /** Revision of the service that it belongs to. */
  readonly revisionArn?: string;
  /** `service:<name>` or `family:<family>`, unless RunTask gave another. */
  readonly group: string;
  /** The deployment, as `ecs-svc/<id>`, or what RunTask gave. */
  readonly startedBy?: string;
  readonly launchType: "EC2" | "FARGATE";
  readonly capacityProvider?: string;
  /** Instance that it is placed on. */
  readonly instanceId?: string;
  /** Zone, subnet and address are empty while it waits in PROVISIONING for a capacity provider to have room. */
  readonly availabilityZone: string;
  readonly subnetId: string;
  /** Address in the subnet: what a target group knows the task by. That of its instance without `awsvpc`. */
  readonly privateAddress: string;
  /** Ports of its instance; none with `awsvpc`. */
  readonly hostPorts?: readonly HostPort[];
  /** CPU units: 1024 are one vCPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
  readonly desiredStatus: "RUNNING" | "STOPPED";
  readonly lastStatus: TaskStatus;
  readonly healthStatus: HealthStatus;
  readonly containers: readonly RunningContainer[];
  /** Where its ports answer on this machine, once they do. */
  readonly addresses: readonly PortAddress[];
  /** Network, capacity and placement that RunTask asked for, in the shape of a service's inputs. */
  readonly request?: Properties;
  /** What RunTask changed of the definition's containers (Amazon ECS API Reference, TaskOverride). */
  readonly overrides?: Properties;
  readonly createdAt: Instant;
  readonly startedAt?: Instant;
  readonly stoppingAt?: Instant;
  readonly stoppedAt?: Instant;
  /** When its status changes by time alone, or is looked at again; none while it waits for a report. */
  readonly nextStepAt?: Instant;
  readonly stopCode?: StopCode;
  readonly stoppedReason?: string;
}
