import type { Operation } from "../engine/operation";
import type { ImageEvent } from "../images";
import type { DeploymentRecord, DeploymentStatus } from "./deployment";
import type { StepName, StepRecord } from "./step";
import type { Check } from "./verification";

/** What a deployment tells while it goes on; each kind has a code that stays the same in later versions. */
export type DeploymentEvent =
  | { readonly code: "deployment-started"; readonly record: DeploymentRecord }
  | { readonly code: "deployment-ended"; readonly record: DeploymentRecord }
  /** An earlier deployment whose process ended was found, and recorded as interrupted. */
  | { readonly code: "interrupted-deployment-found"; readonly record: DeploymentRecord }
  | { readonly code: "step-started"; readonly step: StepName; readonly limitSeconds: number }
  | { readonly code: "step-ended"; readonly step: StepRecord }
  /** A line about what a step does, for people. */
  | { readonly code: "progress"; readonly step?: StepName; readonly message: string }
  /** The engine began or finished an operation on a resource. */
  | { readonly code: "operation"; readonly operation: Operation }
  | { readonly code: "preview"; readonly operations: readonly Operation[] }
  | { readonly code: "policy-violation"; readonly policy: string; readonly level: string; readonly message: string }
  | { readonly code: "diagnostic"; readonly severity: "info" | "warning" | "error"; readonly message: string }
  /** An image is built, pushed or scanned. */
  | { readonly code: "image"; readonly event: ImageEvent }
  | { readonly code: "traffic"; readonly service: string; readonly stage: string; readonly percent?: number }
  | { readonly code: "checks"; readonly checks: readonly Check[]; readonly remainingSeconds?: number }
  | { readonly code: "configuration-written"; readonly file: string }
  | { readonly code: "rollback-started"; readonly to: string; readonly because: string }
  | { readonly code: "retry"; readonly what: string; readonly attempt: number; readonly afterMilliseconds: number };

/** Takes events as they happen. It must not throw. */
export type Emit = (event: DeploymentEvent) => void;

/** Exit code of a command that ended so: 0 done, 1 failed, 3 refused. */
export function exitCodeOf(status: DeploymentStatus): 0 | 1 | 3 {
  if (status === "succeeded") return 0;
  return status === "refused" ? 3 : 1;
}
