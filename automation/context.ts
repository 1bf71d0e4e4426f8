import type { EnvironmentKind } from "../components/shared/environment-kind";
import type { AwsClients } from "./aws/clients";
import type { Approvals } from "./approvals";
import type { AuditTrail } from "./audit";
import type { BuildImageArgs, PushImageArgs, ScanImageArgs } from "./images";
import type { Clock } from "./clock";
import type { ConfigurationFile } from "./configuration-file";
import type { Engine } from "./engine/engine";
import type { DeploymentKind, Requester, Source, Worker } from "./model/deployment";
import type { Emit } from "./model/event";
import type { DeploymentStore } from "./records/deployment-store";

/** An answer of a health endpoint. */
export interface ProbeAnswer {
  /** HTTP status; undefined where nothing answered. */
  readonly status?: number;
  /** Why nothing answered. */
  readonly problem?: string;
  /**
   * Why a bad answer says nothing of what was deployed: in a rehearsal, a store that the endpoint looks at may not run.
   * @default a bad answer counts
   */
  readonly excuse?: string;
}

/** What stands in for Docker, registries and scanners. */
export interface ImageOptions {
  readonly build?: Pick<BuildImageArgs, "builder">;
  readonly push?: Pick<PushImageArgs, "builder" | "credentialsOf" | "registry">;
  readonly scan?: Pick<ScanImageArgs, "policy" | "ecrClientOf" | "run" | "pauseMilliseconds">;
  /** Why an image can't be scanned here; undefined where it can. A rehearsal's registries don't exist. */
  readonly reasonNotToScan?: (reference: string) => string | undefined;
}

/** All that an operation on an environment needs. Nothing in `automation/` reaches for anything else. */
export interface AutomationContext {
  readonly environment: string;
  readonly kind: EnvironmentKind;
  readonly engine: Engine;
  /**
   * The engine on the program of another commit, for a return to a deployment whose program was another. It is closed
   * after use.
   */
  readonly programOf: (commit: string) => Promise<{ readonly engine: Engine; close(): Promise<void> }>;
  readonly store: DeploymentStore;
  /**
   * Environments that may run images of the same registry. Images are removed only where the records tell what each of
   * them runs. @default those that have records
   */
  readonly sharingEnvironments?: readonly string[];
  readonly configurationFile: ConfigurationFile;
  /** AWS in the environment's region. */
  readonly aws: AwsClients;
  /** Asks a URL of the environment, as its users reach it. */
  readonly probe: (url: string, signal?: AbortSignal) => Promise<ProbeAnswer>;
  /**
   * Whether AWS tells what the tasks of a service do, by the service's ARN. A rehearsal holds services whose images it
   * can't run: of these it knows no tasks. @default all are observed
   */
  readonly isObserved?: (serviceArn: string) => boolean | Promise<boolean>;
  readonly source: () => Promise<Source>;
  readonly requester: Requester;
  readonly audit: AuditTrail;
  readonly approvals: Approvals;
  /** Whether this deployment needs an approval; a rehearsal asks for none unless told to. */
  readonly needsApproval: (kind: DeploymentKind) => boolean;
  /** How images are built, pushed and scanned, where that isn't by Docker, the registry and its scanner. */
  readonly images?: ImageOptions;
  readonly worker: Worker;
  readonly clock: Clock;
  readonly emit: Emit;
  /** Given when the user wants to end: what is in flight is finished and recorded. */
  readonly signal: AbortSignal;
}
