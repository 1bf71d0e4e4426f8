import { AwsError } from "../model/aws-error";

export const FAULT_OPERATIONS = ["create", "read", "update", "delete"] as const;

export type FaultOperation = (typeof FAULT_OPERATIONS)[number];

/**
 * What goes wrong:
 * - `fail`: AWS refuses with an internal error;
 * - `throttle`: AWS refuses with its rate limit;
 * - `slow`: the answer takes `seconds`;
 * - `roll-back`: AWS takes it, rolls it back, and the provider fails, as it does for a deployment of an ECS service;
 * - `crash-before`, `crash-after`: the local cloud dies before or after it carried the operation out, unanswered.
 */
export type FaultEffect =
  { readonly kind: (typeof PLAIN_EFFECTS)[number] } | { readonly kind: "slow"; readonly seconds: number };

/** An injected fault; the first operation that matches uses it up. */
export interface Fault {
  readonly operation: FaultOperation;
  /** Type token, or `*` for any. */
  readonly type: string;
  readonly effect: FaultEffect;
}

/** A type token, or any type. */
const TYPE = /^(\*|[\w-]+:[\w/-]+:\w+)$/;

/** Effects without a parameter. */
const PLAIN_EFFECTS = ["fail", "throttle", "roll-back", "crash-before", "crash-after"] as const;

/** Effects as the command line takes them. */
export const FAULT_EFFECTS = [...PLAIN_EFFECTS, "slow=<seconds>"] as const;

/** Operations that AWS rolls back. */
const ROLLED_BACK = { types: ["aws:ecs/service:Service"], operations: ["create", "update"] };

/** @throws {Error} naming the text and what is allowed. */
export function parseFault(operation: string, type: string, how: string): Fault {
  const known = FAULT_OPERATIONS.find((each) => each === operation);
  if (known === undefined) throw new Error(`operation must be ${FAULT_OPERATIONS.join(", ")}, got "${operation}"`);
  if (!TYPE.test(type))
    throw new Error(`type must be a type token such as aws:ecs/service:Service or *, got "${type}"`);
  const fault = { operation: known, type, effect: parseEffect(how) };
  requireRollback(fault);
  return fault;
}

function requireRollback({ effect, operation, type }: Fault): void {
  const { operations, types } = ROLLED_BACK;
  if (effect.kind !== "roll-back" || (types.includes(type) && operations.includes(operation))) return;
  throw new Error(
    `AWS rolls back ${operations.join(" and ")} of ${types.join(", ")} only, got roll-back for ${operation} of "${type}"`,
  );
}

function parseEffect(how: string): FaultEffect {
  const seconds = /^slow=(\d+(?:\.\d+)?)$/.exec(how)?.[1];
  if (seconds !== undefined) return { kind: "slow", seconds: Number(seconds) };
  const kind = PLAIN_EFFECTS.find((each) => each === how);
  if (kind === undefined) throw new Error(`how must be ${FAULT_EFFECTS.join(", ")}, got "${how}"`);
  return { kind };
}

/** Whether a fault matches an operation. */
export function matches(fault: Fault, operation: FaultOperation, type: string): boolean {
  return fault.operation === operation && (fault.type === "*" || fault.type === type);
}

/** AWS's refusal, if the effect is one. */
export function refusalOf(effect: FaultEffect): AwsError | undefined {
  switch (effect.kind) {
    case "fail":
      return new AwsError(
        "InternalFailure",
        "The request processing has failed because of an unknown error",
        "injected fault",
      );
    case "throttle":
      return new AwsError("ThrottlingException", "Rate exceeded", "injected fault");
    default:
      return undefined;
  }
}
