import type { Properties } from "../../model/values";

/** A problem of a lifecycle policy, and its path within the policy. */
export class LifecycleError extends Error {
  override readonly name = "LifecycleError";

  constructor(
    message: string,
    readonly path: string,
  ) {
    super(message);
  }
}

/** Names of the members that a part of the policy must and may have. */
export interface Members {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** @throws {LifecycleError} for a part that lacks a member, or has one that the schema doesn't know. */
export function requireMembers(part: Properties, { required, optional }: Members, path: string): void {
  const missing = required.filter((member) => part[member] === undefined);
  if (missing.length > 0) {
    throw new LifecycleError(`object has missing required properties (${JSON.stringify(missing)})`, path);
  }
  const unknown = Object.keys(part).filter((member) => !required.includes(member) && !optional.includes(member));
  if (unknown.length > 0) {
    throw new LifecycleError(
      `object instance has properties which are not allowed by the schema: ${JSON.stringify(unknown)}`,
      path,
    );
  }
}

/** @throws {LifecycleError} for a number that is no positive integer. */
export function requirePositive(value: number, path: string): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new LifecycleError(`numeric instance is lower than the required minimum 1: ${value}`, path);
}
