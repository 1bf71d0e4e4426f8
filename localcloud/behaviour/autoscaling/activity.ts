import type { BehaviourEvent } from "../model/controller";
import type { Instant } from "../model/instant";
import type { ScalingActivity } from "../model/scaling";

/** A time as activities have it: `2016-02-12T16:01:25Z`. */
export function activityTime(instant: Instant): string {
  return new Date(instant).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** Why an instance is launched or terminated, in AWS's words (AWS re:Post, "Why did Amazon EC2 Auto Scaling …"). */
export const CAUSES = {
  started: (now: Instant, from: number, to: number) =>
    `At ${activityTime(now)} an instance was started in response to a difference between desired and actual capacity, increasing the capacity from ${from} to ${to}.`,
  refreshed: (now: Instant) => `At ${activityTime(now)} an instance was started in response to an instance refresh.`,
  shrunk: (now: Instant, from: number, to: number, instanceId: string) =>
    `At ${activityTime(now)} an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from ${from} to ${to}. At ${activityTime(now)} instance ${instanceId} was selected for termination.`,
  stopped: (now: Instant) =>
    `At ${activityTime(now)} an instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped.`,
  failedBalancer: (now: Instant) =>
    `At ${activityTime(now)} an instance was taken out of service in response to an ELB system health check failure.`,
  requested: (now: Instant, instanceId: string) =>
    `At ${activityTime(now)} instance ${instanceId} was taken out of service in response to a user request.`,
  requestedAndShrunk: (now: Instant, instanceId: string, from: number, to: number) =>
    `At ${activityTime(now)} instance ${instanceId} was taken out of service in response to a user request, shrinking the capacity from ${from} to ${to}.`,
  balanced: (now: Instant) =>
    `At ${activityTime(now)} instances were launched to balance instances between Availability Zones, resulting in more than desired number of instances in the group.`,
  replaced: (now: Instant) =>
    `At ${activityTime(now)} an instance was taken out of service in response to an instance refresh.`,
} as const;

/**
 * What EC2 answers to a launch that it has no capacity for (Amazon EC2 Auto Scaling User Guide, "Troubleshoot:
 * instance launch failures").
 */
export function insufficientCapacity(instanceType: string, zone: string, others: readonly string[]): string {
  const alternatives = others.length === 0 ? "" : ` or choosing ${others.join(", ")}`;
  return (
    `We currently do not have sufficient ${instanceType} capacity in the Availability Zone you requested (${zone}). ` +
    "Our system will be working on provisioning additional capacity. " +
    `You can currently get ${instanceType} capacity by not specifying an Availability Zone in your request${alternatives}. ` +
    "Launching EC2 instance failed."
  );
}

/** An activity as an event. */
export function activityEvent({ resourceId, description, statusMessage, cause }: ScalingActivity): BehaviourEvent {
  const message = [description, statusMessage, cause].filter((each) => each !== undefined).join(" ");
  return { source: "autoscaling", subject: resourceId, message };
}
