import type { Operation } from "./operation";

/** What the engine tells while it works. */
export type EngineReport =
  | { readonly kind: "operation"; readonly operation: Operation }
  | { readonly kind: "policy"; readonly policy: string; readonly level: string; readonly message: string }
  | {
      readonly kind: "diagnostic";
      readonly severity: "info" | "warning" | "error";
      readonly urn?: string;
      readonly message: string;
    }
  | PlannedResource;

/**
 * A resource before and after a planned step, for what computes on its inputs. The engine hides secrets in it; no other
 * report and no record has values.
 */
export interface PlannedResource {
  readonly kind: "resource";
  /** @default - it is created */
  readonly before?: StateResource | undefined;
  /** @default - it is deleted */
  readonly after?: StateResource | undefined;
}

/** How the engine is run. */
export interface RunArgs {
  /** Text of the configuration file with which it runs. @default the file as it is */
  readonly configurationText?: string;
  /** Says in Pulumi's history what the update is for. */
  readonly message?: string;
  /** URNs of the only resources to work on. @default all */
  readonly targets?: readonly string[];
  /** Whether it first looks in the cloud for what differs from the state. @default false */
  readonly refresh?: boolean;
  readonly onReport: (report: EngineReport) => void;
  /** Ends the run as Ctrl-C does: what is in flight is finished and recorded. */
  readonly signal?: AbortSignal;
}

/** How the engine looks in the cloud for what differs from the state. */
export interface RefreshArgs extends Omit<RunArgs, "refresh" | "configurationText"> {
  /** Whether the state stays as it is. @default false */
  readonly previewOnly?: boolean;
}

/** How a run of the engine ended. */
export interface RunResult {
  readonly succeeded: boolean;
  /** Every operation that was planned, or that ended. */
  readonly operations: readonly Operation[];
  /** Errors that the engine reported, without secrets. */
  readonly errors: readonly string[];
  /** Violations of mandatory policies. */
  readonly violations: readonly string[];
  /** Whether the run was refused since another one holds the stack's lock. */
  readonly wasLocked: boolean;
}

/** A resource as the stack's state has it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly parent?: string;
  /** URN and ID of its provider, joined by `::`. */
  readonly provider?: string;
  readonly protect?: boolean;
  /** Whether it waits to be deleted after its replacement. */
  readonly delete?: boolean;
}

/** An update of Pulumi's history. */
export interface HistoricUpdate {
  /** Its number, from 1. */
  readonly version: number;
  /** `update`, `refresh`, `destroy` …; previews leave none. */
  readonly kind: string;
  readonly result: "succeeded" | "failed" | "in-progress" | "not-started";
  readonly message: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly commit?: string;
  readonly isDirty: boolean;
  /**
   * Configuration of the update by key. Secrets are ciphertext; undefined where the backend doesn't give them so.
   */
  readonly configuration: Readonly<Record<string, ConfigurationEntry>>;
  readonly changes: Readonly<Record<string, number>>;
}

/** A value of a configuration. */
export type ConfigurationEntry =
  | { readonly value: unknown }
  /** Encrypted, as `secure` in the configuration file. */
  | { readonly secure: string }
  /** A secret that the backend doesn't give encrypted. */
  | { readonly isUnknown: true };

/**
 * The Pulumi engine on one stack of one project: all that the automation asks of it. Tests put faults here.
 *
 * No run of it throws for a failure of the update; it throws `DeploymentProblem`s for what makes a run impossible.
 */
export interface Engine {
  readonly project: string;
  readonly stack: string;
  preview(args: RunArgs): Promise<RunResult>;
  /** Updates without a preview: call {@link preview} first, since stack policies otherwise fire when everything exists. */
  update(args: RunArgs): Promise<RunResult>;
  refresh(args: RefreshArgs): Promise<RunResult>;
  /** Outputs of the stack; secret ones are left out. */
  outputs(): Promise<Readonly<Record<string, unknown>>>;
  /** The resources of the state; secrets in them are encrypted. */
  resources(): Promise<readonly StateResource[]>;
  /** Newest first. */
  history(limit?: number): Promise<readonly HistoricUpdate[]>;
  /** Resources of the checkpoint that an update left, where the backend keeps them (self-managed ones do). */
  checkpoint(version: number): Promise<readonly StateResource[] | undefined>;
  /**
   * Encrypts a secret and sets it in the configuration file with which the engine works. The value is on no command
   * line and in no error.
   */
  setSecret(key: string, value: string): Promise<void>;
}
