/** Codes of problems; they stay the same in later versions. */
export type ProblemCode =
  /** The configuration breaks its schema, or the program refuses it. */
  | "configuration-invalid"
  | "policy-violated"
  /** Something that holds data would be deleted or replaced, and wasn't named. */
  | "destructive-change"
  | "approval-required"
  | "approval-invalid"
  /** Another run works on the stack. */
  | "stack-locked"
  /** Another run took the environment over, since this one hadn't said for a while that it works. */
  | "claim-lost"
  | "image-not-found"
  /** An image couldn't be built, pushed or scanned. */
  | "image-failed"
  | "image-vulnerable"
  | "update-failed"
  | "verification-failed"
  | "time-limit"
  | "no-such-deployment"
  | "nothing-to-return-to"
  /** A release can't be returned to: its program was never committed, its secrets can't be decrypted, a migration forbids it. */
  | "return-forbidden"
  | "out-of-bounds"
  | "cancelled"
  | "cloud-unreachable";

/** Problems that stop a deployment before anything has changed; commands end with exit code 3. */
const REFUSALS: readonly ProblemCode[] = [
  ...(["configuration-invalid", "policy-violated", "destructive-change", "approval-required"] as const),
  ...(["approval-invalid", "stack-locked", "image-vulnerable", "no-such-deployment", "nothing-to-return-to"] as const),
  ...(["return-forbidden", "out-of-bounds"] as const),
];

/** A problem that ends a deployment: what is wrong, and what to do next. Its texts hold no secrets. */
export class DeploymentProblem extends Error {
  override readonly name = "DeploymentProblem";

  constructor(
    readonly code: ProblemCode,
    message: string,
    /** What the user can do about it, as a full sentence. */
    readonly nextStep: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }

  /** Whether it stopped the deployment before anything changed. */
  get isRefusal(): boolean {
    return REFUSALS.includes(this.code);
  }
}
