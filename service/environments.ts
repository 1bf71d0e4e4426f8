import type { ConfigurationValidator } from "../automation/configuration/validation";
import type { AutomationContext } from "../automation/context";
import type { EnvironmentKind } from "../components/shared/environment-kind";
import type { DriftCheck } from "../automation/drift/find";
import type { Requester } from "../automation/model/deployment";
import type { Emit } from "../automation/model/event";

/** An environment that the service works on. */
export interface KnownEnvironment {
  readonly name: string;
  readonly kind: EnvironmentKind;
}

/** How an environment is opened. */
export interface OpenArgs {
  readonly environment: string;
  readonly requester: Requester;
  readonly emit: Emit;
  /** Given when the work is to end early: what is in flight is finished and recorded. */
  readonly signal: AbortSignal;
}

/** The environments that the service works on, in the rehearsal or on AWS. */
export interface Environments {
  /** Those that have a configuration file. */
  all(): readonly KnownEnvironment[];
  /** Whether something may run there. Opening a rehearsal's environment that isn't would make its stack. */
  isDeployed(environment: string): boolean;
  /** Opens one for `use`, and closes it whatever happens. */
  open<T>(args: OpenArgs, use: (context: AutomationContext) => Promise<T>): Promise<T>;
  /** Checks a configuration as the program of the environments does. */
  readonly validate: ConfigurationValidator;
  /** Text of an environment's configuration file. */
  configuration(environment: string): string;
  /** What is kept of an environment: records, approvals and the audit trail. It needs not be open for them. */
  kept(environment: string): Promise<Pick<AutomationContext, "approvals" | "audit" | "store">>;
  /** What the last look for drift found; undefined where nobody looked. */
  lastDrift(environment: string): DriftCheck | undefined;
  /** Whether AWS can be asked what runs; in a rehearsal in which nothing runs it can't. */
  readonly asksAws: boolean;
  /** How much faster than real time the environments run. @default 1 */
  readonly speed?: number;
}
