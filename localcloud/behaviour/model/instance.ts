import type { Instant } from "./instant";

/** Amazon EC2 Auto Scaling User Guide, "Amazon EC2 Auto Scaling instance lifecycle". */
export type LifecycleState = "Pending" | "InService" | "Terminating" | "Terminated";

/** An EC2 instance of an Auto Scaling group. */
export interface RunningInstance {
  readonly id: string;
  readonly region: string;
  readonly autoScalingGroupName: string;
  readonly lifecycleState: LifecycleState;
  readonly healthStatus: "Healthy" | "Unhealthy";
  readonly protectedFromScaleIn: boolean;
  readonly availabilityZone: string;
  readonly subnetId: string;
  readonly privateAddress: string;
  readonly instanceType: string;
  readonly imageId: string;
  readonly launchTemplateId?: string;
  readonly launchTemplateVersion: string;
  readonly launchedAt: Instant;
  readonly inServiceAt?: Instant;
  /** When it stopped to answer, and why: its agent is disconnected, and its tasks are gone. */
  readonly failure?: { readonly at: Instant; readonly reason: string };
  readonly terminatingAt?: Instant;
  /** Activity of its group that launches or terminates it. */
  readonly activityId?: string;
  /** When EC2 began to shut it down, after its tasks were drained where they are: what still ran on it is gone. */
  readonly shutdownAt?: Instant;
  /** Its membership in an ECS cluster, once its agent has registered. */
  readonly containerInstance?: ContainerInstance;
}

/** An instance as Amazon ECS knows it. */
export interface ContainerInstance {
  readonly arn: string;
  readonly clusterArn: string;
  readonly capacityProvider?: string;
  readonly status: "ACTIVE" | "DRAINING";
  readonly agentConnected: boolean;
  /** CPU units. */
  readonly registeredCpu: number;
  /** MiB. */
  readonly registeredMemory: number;
  /** Network interfaces that tasks may have in `awsvpc` mode. */
  readonly taskNetworkInterfaces: number;
  readonly registeredAt: Instant;
}
