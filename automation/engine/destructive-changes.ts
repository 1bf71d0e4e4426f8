import { STATEFUL_TYPES } from "../../components/shared/stateful-types";
import { nameOf, type Operation } from "./operation";

/** A change that would destroy what holds data, or what is protected. */
export interface DestructiveChange {
  readonly operation: Operation;
  /** Whether it was named, and may therefore happen. */
  readonly isAllowed: boolean;
}

const STATEFUL: ReadonlySet<string> = new Set(STATEFUL_TYPES);

/**
 * Deletions and replacements of what holds data or has Pulumi's `protect`. Policies can't find them: a pack sees
 * neither deletions nor what is replaced.
 * @param allowed names or URNs of resources that may be destroyed.
 */
export function destructiveChanges(
  operations: readonly Operation[],
  allowed: readonly string[] = [],
): DestructiveChange[] {
  return operations
    .filter((operation) => operation.kind === "delete" || operation.kind === "replace")
    .filter(({ type, isProtected }) => STATEFUL.has(type) || isProtected)
    .map((operation) => ({
      operation,
      isAllowed: allowed.includes(operation.urn) || allowed.includes(nameOf(operation)),
    }));
}

/** A destructive change as a line for people. */
export function described({ operation }: DestructiveChange): string {
  const { kind, type, replacedBy } = operation;
  const because = replacedBy.length === 0 ? "" : `, since ${replacedBy.join(", ")} changes`;
  return `${kind} ${nameOf(operation)} (${type})${because}`;
}
