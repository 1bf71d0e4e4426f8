import type { StateDifference } from "../rollback/comparison";
import type { ImageDigests } from "./image";
import { STEP_NAMES, type StepName, type StepRecord } from "./step";
import type { VerificationRecord } from "./verification";

/** What a deployment was asked to do. */
export type DeploymentKind = "deploy" | "rollback" | "scale" | "configure" | "repair";

/**
 * How a deployment stands:
 * - `running`: a process works on it.
 * - `succeeded`: it was applied and verified.
 * - `rolled-back`: it failed, and the last verified deployment was applied and verified in its place.
 * - `failed`: it failed, and nothing was rolled back: nothing had changed yet, there was nothing to go back to, or the
 *   rollback failed too; the record's `failure` says which.
 * - `refused`: a check stopped it before anything changed.
 * - `interrupted`: the process that worked on it ended; nobody knows yet what it left.
 */
export type DeploymentStatus = "running" | "succeeded" | "rolled-back" | "failed" | "refused" | "interrupted";

/** Who asks for a deployment, and from where. */
export interface Requester {
  /** Who: the user of a CI run, an IAM identity, or the user of a machine. */
  readonly who: string;
  /** From where: a CI run's address, or a host's name. */
  readonly from: string;
}

/** The program that was deployed. */
export interface Source {
  /** Git commit; undefined outside of a repository. */
  readonly commit?: string;
  readonly branch?: string;
  /** Whether files differed from the commit. A rollback to such a deployment can't have the same program. */
  readonly isDirty: boolean;
}

/** A configuration file's text as it was deployed. Secrets in it are encrypted. */
export interface ConfigurationRecord {
  readonly text: string;
  /** SHA-256 of the text, in hexadecimal. */
  readonly digest: string;
}

/** A scaling by hand: of the number of tasks, or of their bounds. */
export interface ScalingRecord {
  /** Name of the service in the configuration. */
  readonly service: string;
  /** How many tasks were asked for before. */
  readonly from?: number;
  /** How many tasks are asked for; undefined where only the bounds changed. */
  readonly to?: number;
  readonly minInstances?: number;
  readonly maxInstances?: number;
}

/** The process that works on a deployment. */
export interface Worker {
  readonly host: string;
  readonly processId: number;
}

/** A deployment of an environment, from the request to its end. Times are ISO 8601 in UTC. */
export interface DeploymentRecord {
  /** Version of this form of record. */
  readonly version: 1;
  /** Unique in the environment; sorts by time: `20261130-125901-4f2a`. */
  readonly id: string;
  readonly environment: string;
  readonly kind: DeploymentKind;
  readonly status: DeploymentStatus;
  readonly requestedBy: Requester;
  /** Why, in the requester's words. */
  readonly reason?: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly worker: Worker;
  /** How much faster than real time the cloud ran, where it was a rehearsal's. @default 1 */
  readonly speed?: number;
  readonly source: Source;
  /** Reference of the image that was asked for; undefined if the configuration's images stay. */
  readonly image?: string;
  /** Digests that the services run, by service, once they are known. */
  readonly imageDigests?: ImageDigests;
  readonly configuration?: ConfigurationRecord;
  /** Text of the configuration file before this deployment; what an interrupted run's successor can put back. */
  readonly configurationBefore?: ConfigurationRecord;
  readonly steps: readonly StepRecord[];
  readonly verification?: VerificationRecord;
  /** For a scaling by hand: what was scaled. */
  readonly scaling?: ScalingRecord;
  /** Number of the update in Pulumi's history of the stack, once there is one. */
  readonly updateVersion?: number;
  /** Id of the approval under which it ran. */
  readonly approval?: string;
  /** For a rollback: the id of the deployment to whose state it returns. */
  readonly returnsTo?: string;
  /** For a deployment that was rolled back: the id of the rollback. */
  readonly rolledBackBy?: string;
  /**
   * For a rollback: how the state differs from the checkpoint of the release to which it returned; undefined where there
   * was no checkpoint to compare with.
   */
  readonly differences?: readonly StateDifference[];
  /** Why it failed, was refused, or was rolled back, as sentences without secrets. */
  readonly failure?: string;
}

/** Whether a deployment has ended. */
export function hasEnded({ status }: Pick<DeploymentRecord, "status">): boolean {
  return status !== "running";
}

/** Steps that an ended deployment never began, in their order. A scaling by hand has one step only. */
export function stepsNotBegun({
  kind,
  status,
  steps,
}: Pick<DeploymentRecord, "kind" | "status" | "steps">): readonly StepName[] {
  if (kind === "scale" || !hasEnded({ status })) return [];
  return STEP_NAMES.filter((name) => !steps.some((step) => step.name === name));
}
