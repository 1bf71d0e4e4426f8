import type { DurationQuantity } from "../shared/quantity";
import type { DeploymentHook } from "./deployment-hooks";

/**
 * How new tasks take over from old ones. Changing the strategy replaces nothing and deploys nothing by itself:
 * the next deployment goes the new way. Every strategy rolls back when its tasks don't start or don't become healthy
 * (the circuit breaker) and when one of the deployment's alarms sounds; the update then fails. The first deployment of
 * a service has nothing to return to.
 */
export type Deployment = RollingDeployment | ShiftingDeployment;

/** The deployments that move traffic from one target group to another. */
export type ShiftingDeployment = BlueGreenDeployment | CanaryDeployment | LinearDeployment;

/** Replaces tasks some at a time. */
export interface RollingDeployment {
  readonly strategy: "rolling";
  /**
   * Lower bound of healthy tasks during a deployment, in percent of the desired number, rounded up. Below 100 a
   * deployment needs less spare capacity, and serves with fewer tasks while it lasts.
   * @default 100
   */
  readonly minimumHealthyPercent?: number;
  /**
   * Upper bound of tasks during a deployment, in percent of the desired number, rounded down; the surplus costs money
   * while the deployment lasts. At 100, zones are not rebalanced.
   * @default 200
   */
  readonly maximumPercent?: number;
}

/** Settings of every deployment that shifts traffic. It runs every task twice while it lasts, which is paid for. */
export interface TrafficShift {
  /**
   * Time after the last shift in which both revisions run, so that a rollback takes seconds: up to 24 hours in whole
   * minutes, or `"0m"`. With the default a deployment takes about 5 minutes, of which the new tasks' start and
   * the old ones' departure take 3; it is too short for the target's alarms: they need their windows and the delay of
   * their metrics, `"5m"` for those on errors and health, `"8m"` for the one on response time too. An `up` takes that
   * much longer: it waits until the deployment has ended.
   * @default "2m"
   */
  readonly bakeTime?: DurationQuantity | "0m";
  /**
   * Functions and pauses at stages of the deployment, each of which can stop it; an `up` waits for them.
   * @default - none
   */
  readonly hooks?: readonly DeploymentHook[];
}

/** Defaults of deployments. */
export const DEPLOYMENT_DEFAULTS = {
  bakeTime: "2m",
  canaryPercent: 10,
  canaryBakeTime: "5m",
  stepPercent: 25,
  stepBakeTime: "5m",
} as const;

/** Starts a second set of tasks, shows it to the test listener, then moves all traffic to it at once. */
export interface BlueGreenDeployment extends TrafficShift {
  readonly strategy: "blue-green";
}

/** Moves a little traffic to the new tasks, watches, and then moves the rest. */
export interface CanaryDeployment extends TrafficShift {
  readonly strategy: "canary";
  /** Share of traffic that goes first, in percent: 0.1 to 100 in tenths. @default 10 */
  readonly canaryPercent?: number;
  /**
   * Time for which only that share goes to the new tasks: up to 24 hours in whole minutes, which an `up` waits.
   * @default "5m"
   */
  readonly canaryBakeTime?: DurationQuantity | "0m";
}

/** Moves traffic to the new tasks in equal steps. */
export interface LinearDeployment extends TrafficShift {
  readonly strategy: "linear";
  /** Share of traffic that moves with each step, in percent: 3 to 100 in tenths. @default 25 */
  readonly stepPercent?: number;
  /** Time between two steps: up to 24 hours in whole minutes, each of which an `up` waits. @default "5m" */
  readonly stepBakeTime?: DurationQuantity | "0m";
}

/** Whether a deployment moves traffic between target groups. */
export function isShifting(deployment: Deployment): deployment is ShiftingDeployment {
  return deployment.strategy !== "rolling";
}
