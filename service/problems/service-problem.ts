import { STATUS_CODES } from "node:http";
import { DeploymentProblem, type ProblemCode } from "../../automation/model/problem";

/** Codes of what the service itself refuses; they stay the same in later versions. */
export type ServiceProblemCode =
  /** The request doesn't keep to the schema. */
  | "request-invalid"
  | "no-such-environment"
  | "no-such-route"
  | "no-such-deployment"
  | "no-such-approval"
  /** Another deployment of the environment runs. */
  | "deployment-running"
  /** An idempotency key was used for another request. */
  | "idempotency-key-reused"
  /** The configuration has changed since it was read. */
  | "configuration-changed"
  /** A change of the configuration doesn't say which one it changes. */
  | "precondition-required"
  | "unauthenticated"
  | "forbidden"
  | "too-many-requests"
  | "internal";

/** Something that the service refuses. Its texts hold no secrets. */
export class ServiceProblem extends Error {
  override readonly name = "ServiceProblem";

  constructor(
    readonly code: ServiceProblemCode,
    readonly status: number,
    message: string,
    /** What the caller can do about it, as a full sentence. */
    readonly nextStep: string,
    /** Members of the answer beside the usual ones. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** An answer that tells of a problem (RFC 9457), as `application/problem+json`. */
export interface ProblemDetails {
  /** Version of this form. */
  readonly version: 1;
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly nextStep?: string;
}

const STATUSES: Readonly<Record<ProblemCode, number>> = {
  "configuration-invalid": 422,
  "policy-violated": 422,
  "destructive-change": 409,
  "approval-required": 403,
  "approval-invalid": 403,
  "stack-locked": 409,
  "claim-lost": 409,
  "image-not-found": 422,
  "image-failed": 502,
  "image-vulnerable": 422,
  "update-failed": 502,
  "verification-failed": 502,
  "time-limit": 504,
  "no-such-deployment": 404,
  "nothing-to-return-to": 409,
  "return-forbidden": 409,
  "out-of-bounds": 422,
  cancelled: 409,
  "cloud-unreachable": 503,
};

/** The answer to a problem of a deployment or of the service; undefined for what nobody expected. */
export function problemDetails(error: unknown): ProblemDetails | undefined {
  if (error instanceof DeploymentProblem) return details(error.code, STATUSES[error.code], error);
  if (error instanceof ServiceProblem) return { ...error.more, ...details(error.code, error.status, error) };
  return undefined;
}

/** The answer to what nobody expected. What it says may hold secrets, so that it isn't told. */
export function unexpectedProblem(): ProblemDetails {
  return details("internal", 500, {
    message: "the service met something that it doesn't know",
    nextStep: "Look at the service's log.",
  });
}

function details(
  code: ProblemCode | ServiceProblemCode,
  status: number,
  { message, nextStep }: { readonly message: string; readonly nextStep: string },
): ProblemDetails {
  return {
    version: 1,
    type: `/problems/${code}`,
    title: STATUS_CODES[status] ?? "Problem",
    status,
    code,
    detail: message,
    nextStep,
  };
}
