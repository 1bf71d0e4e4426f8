import type { DeploymentRecord, Worker } from "../model/deployment";

/** Who works on an environment. */
export interface Claim {
  readonly environment: string;
  /** Id of the deployment. */
  readonly deployment: string;
  readonly worker: Worker;
  /** When the worker last said that it lives; ISO 8601. */
  readonly renewedAt: string;
  /**
   * When the claim ends by itself, unless the worker says again that it lives; ISO 8601.
   * @default - with its process
   */
  readonly expiresAt?: string;
}

/** A claim that is held, until it is released. */
export interface HeldClaim {
  release(): Promise<void>;
}

/** Keeps the records of deployments. Each write is whole or doesn't happen, also where the process dies in it. */
export interface DeploymentStore {
  /** Names of the environments that have records. */
  environments(): Promise<readonly string[]>;
  /** Records of an environment, newest first. Records that can't be read are left out, and named in `damaged`. */
  list(environment: string): Promise<{
    readonly records: readonly DeploymentRecord[];
    readonly damaged: readonly string[];
  }>;
  find(environment: string, id: string): Promise<DeploymentRecord | undefined>;
  /**
   * Writes a record, or writes it anew.
   * @throws {DeploymentProblem} `claim-lost` where another run has taken the environment over.
   */
  save(record: DeploymentRecord): Promise<void>;
  /**
   * Claims an environment for a deployment; a claim whose worker has died is taken over.
   * @returns the claim, or who holds it.
   */
  claim(environment: string, deployment: string, worker: Worker): Promise<HeldClaim | { readonly heldBy: Claim }>;
}

/** Whether a claim was got. */
export function isHeld(claim: HeldClaim | { readonly heldBy: Claim }): claim is HeldClaim {
  return "release" in claim;
}
