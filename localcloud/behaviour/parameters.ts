/**
 * Durations that AWS doesn't promise, and settings of the account. What depends on them is simulated; each can be set,
 * and is told wherever a figure that depends on it is shown.
 */
export interface Parameters {
  /** From the launch of an instance until it is in service, and its ECS agent has registered. @default 60 */
  readonly instanceLaunchSeconds: number;
  /** From the termination of an instance until it is gone. @default 30 */
  readonly instanceTerminationSeconds: number;
  /** From the failure of an instance until its status checks, which run each minute, say so. @default 60 */
  readonly instanceFailureDetectionSeconds: number;
  /** Whether the account's ECS setting `awsvpcTrunking` is on. @default false */
  readonly networkInterfaceTrunking: boolean;
  /** From the registration of a target with an Application Load Balancer until it is first checked. @default 5 */
  readonly targetRegistrationSeconds: number;
  /** The same with a Network Load Balancer, which takes "a few minutes" by its User Guide. @default 120 */
  readonly networkTargetRegistrationSeconds: number;
  /**
   * From the request for a task on an instance until its containers start, its network interface included. @default 5
   */
  /** From the request for a task on an instance until its containers start, with its network interface. @default 5 */
  readonly taskPlacementSeconds: number;
  /** From the request for a task on Fargate until its containers start. @default 20 */
  readonly fargateProvisioningSeconds: number;
  /** From the start of a task's containers until it is registered with its target groups. @default 2 */
  readonly taskActivationSeconds: number;
  /** From the end of a task's containers until its network interface is gone. @default 5 */
  readonly taskDeprovisioningSeconds: number;
  /** After how long ECS tries to place a task again that found no room. @default 10 */
  readonly placementRetrySeconds: number;
  /** After how long a scaling activity of a service ends whose tasks don't run. @default 600 */
  readonly unfulfilledAfterSeconds: number;
  /** By how much metrics of tasks and instances come later than their minute. @default 60 */
  readonly metricDelaySeconds: number;
}

export const DEFAULT_PARAMETERS: Parameters = {
  instanceLaunchSeconds: 60,
  instanceTerminationSeconds: 30,
  instanceFailureDetectionSeconds: 60,
  networkInterfaceTrunking: false,
  targetRegistrationSeconds: 5,
  networkTargetRegistrationSeconds: 120,
  taskPlacementSeconds: 5,
  fargateProvisioningSeconds: 20,
  taskActivationSeconds: 2,
  taskDeprovisioningSeconds: 5,
  placementRetrySeconds: 10,
  unfulfilledAfterSeconds: 600,
  metricDelaySeconds: 60,
};
