import { AwsError } from "../model/aws-error";

export const FAULT_OPERATIONS = ["create", "read", "update", "delete"] as const;

export type FaultOperation = (typeof FAULT_OPERATIONS)[number];

/**
 * What goes wrong:
 * - `fail`: AWS refuses with an internal error;
 * - `throttle`: AWS refuses with its rate limit;
 * - `slow`: the answer takes `seconds`;
 * - `crash-before`, `crash-after`: the local cloud dies before or after it carried the operation out, unanswered.
 */
export type FaultEffect =
  | { readonly kind: "fail" | "throttle" | "crash-before" | "crash-after" }
  | { readonly kind: "slow"; readonly seconds: number };

/** A fault made on purpose, used up by the first operation that it meets. */
export interface Fault {
  readonly operation: FaultOperation;
  /** Type token, or `*` for any. */
  readonly type: string;
  readonly effect: FaultEffect;
}

/** A type token, or any type. */
const TYPE = /^(\*|[\w-]+:[\w/-]+:\w+)$/;

const ALLOWED = "fail, throttle, slow=<seconds>, crash-before or crash-after";

/** @throws {Error} naming the text and what is allowed. */
export function parseFault(operation: string, type: string, how: string): Fault {
  const known = FAULT_OPERATIONS.find((each) => each === operation);
  if (known === undefined) throw new Error(`operation must be ${FAULT_OPERATIONS.join(", ")}, got "${operation}"`);
  if (!TYPE.test(type))
    throw new Error(`type must be a type token such as aws:ecs/service:Service or *, got "${type}"`);
  return { operation: known, type, effect: parseEffect(how) };
}

function parseEffect(how: string): FaultEffect {
  const seconds = /^slow=(\d+(?:\.\d+)?)$/.exec(how)?.[1];
  if (seconds !== undefined) return { kind: "slow", seconds: Number(seconds) };
  switch (how) {
    case "fail":
    case "throttle":
    case "crash-before":
    case "crash-after":
      return { kind: how };
    default:
      throw new Error(`how must be ${ALLOWED}, got "${how}"`);
  }
}

/** Whether a fault meets an operation. */
export function meets(fault: Fault, operation: FaultOperation, type: string): boolean {
  return fault.operation === operation && (fault.type === "*" || fault.type === type);
}

/** AWS's refusal of an operation that meets the fault, where it is one. */
export function refusalOf(effect: FaultEffect): AwsError | undefined {
  switch (effect.kind) {
    case "fail":
      return new AwsError(
        "InternalFailure",
        "The request processing has failed because of an unknown error (injected fault)",
      );
    case "throttle":
      return new AwsError("ThrottlingException", "Rate exceeded (injected fault)");
    default:
      return undefined;
  }
}
