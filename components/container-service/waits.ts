import type { ArgumentProblems } from "../shared/validation";

/** Waiting times, in seconds, when ECS stops a task. */
export interface TaskWaits {
  /** Time for which the load balancer lets requests in flight finish, from the moment it sends the task no more. */
  readonly deregistrationDelay: number;
  /** Time between SIGTERM and SIGKILL. */
  readonly stopTimeout: number;
}

/** When a stopping task loses its requests and its container, in seconds from the moment it gets no more requests. */
export interface Departure {
  /** When the load balancer cuts off what is still in flight. */
  readonly drained: number;
  /** When the container may be killed, at the earliest. */
  readonly killed: number;
}

/**
 * The worst case of a stopping task. A deployment or scaling drains before it stops the container, but an instance or
 * Fargate Spot capacity that AWS takes back sends SIGTERM when draining begins (Amazon ECS Developer Guide, "Amazon ECS
 * task lifecycle", "Fargate Spot termination notices").
 */
export function departure({ deregistrationDelay, stopTimeout }: TaskWaits): Departure {
  return { drained: deregistrationDelay, killed: stopTimeout };
}

/** Records waits in which a container could be killed while requests that it was given are still in flight. */
export function validateWaits(waits: TaskWaits, problems: ArgumentProblems): void {
  const { drained, killed } = departure(waits);
  problems.require(
    killed >= drained,
    "stopTimeout",
    `must be at least the load balancer target's deregistrationDelay (${drained} s), or containers are killed with requests in flight, got "${killed}s"; raise it, or lower the delay to what the longest request takes`,
  );
}

/** Longest that ECS lets a container wait on Fargate (Amazon ECS API Reference, "ContainerDefinition": stopTimeout). */
export const LONGEST_STOP_TIMEOUT_SECONDS = 120;

const DEFAULT_STOP_TIMEOUT_SECONDS = 30;

/** A stop timeout that lets a task drain, as far as ECS waits at all. */
export function fittingStopTimeout(deregistrationDelay: number | undefined): `${number}s` {
  const seconds = Math.max(DEFAULT_STOP_TIMEOUT_SECONDS, Math.ceil(deregistrationDelay ?? 0));
  return `${Math.min(seconds, LONGEST_STOP_TIMEOUT_SECONDS)}s`;
}
