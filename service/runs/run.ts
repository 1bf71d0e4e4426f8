import type { DeploymentStatus, Requester } from "../../automation/model/deployment";
import type { ProblemDetails } from "../problems/service-problem";

/** What can be asked to run in the background. */
export type RunKind = "deploy" | "rollback" | "scale" | "configure" | "repair";

/** How a run stands: accepted and not begun, or as its deployment stands. */
export type RunStatus = "accepted" | DeploymentStatus;

/** A deployment that was asked for through the service, from the moment it was accepted. Times are ISO 8601 in UTC. */
export interface Run {
  /** Id of its deployment. */
  readonly id: string;
  readonly environment: string;
  readonly kind: RunKind;
  /** What was asked for. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly requestedBy: Requester;
  readonly status: RunStatus;
  readonly acceptedAt: string;
  readonly endedAt?: string;
  /** Why it ended otherwise than it should. */
  readonly problem?: ProblemDetails;
}
