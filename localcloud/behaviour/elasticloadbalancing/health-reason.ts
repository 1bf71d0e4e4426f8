import type { RunningTarget } from "../model/target";

/**
 * Why a target is in a state other than healthy, in AWS's words (User Guide for Application Load Balancers, "Health
 * check reason codes").
 */
export type HealthReason = Required<Pick<RunningTarget, "reason" | "description">>;

export const REGISTRATION_IN_PROGRESS: HealthReason = {
  reason: "Elb.RegistrationInProgress",
  description: "Target registration is in progress",
};

export const INITIAL_HEALTH_CHECKING: HealthReason = {
  reason: "Elb.InitialHealthChecking",
  description: "Initial health checks in progress",
};

export const GROUP_NOT_IN_USE: HealthReason = {
  reason: "Target.NotInUse",
  description: "Target group is not configured to receive traffic from the load balancer",
};

export const ZONE_NOT_ENABLED: HealthReason = {
  reason: "Target.NotInUse",
  description: "Target is in an Availability Zone that is not enabled for the load balancer",
};

export const DEREGISTRATION_IN_PROGRESS: HealthReason = {
  reason: "Target.DeregistrationInProgress",
  description: "Target deregistration is in progress",
};

export const FAILED_HEALTH_CHECKS: HealthReason = {
  reason: "Target.FailedHealthChecks",
  description: "Health checks failed",
};

export const TIMEOUT: HealthReason = { reason: "Target.Timeout", description: "Request timed out" };

export function responseCodeMismatch(status: number): HealthReason {
  return {
    reason: "Target.ResponseCodeMismatch",
    description: `Health checks failed with these codes: [${status}]`,
  };
}
