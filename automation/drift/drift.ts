import { nameOf, type Operation } from "../engine/operation";

/** A resource that differs in the cloud from what the stack's state says. */
export interface DriftedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** `deleted`: it is gone. `changed`: properties of it have other values. */
  readonly drift: "changed" | "deleted";
  /** Paths of these properties. Their values may be secrets, and are never told. */
  readonly properties: readonly string[];
}

/**
 * Properties that others than the program set once a resource exists, by its type: the program leaves them alone
 * (`ignoreChanges`), so that they are no drift.
 */
const SET_BY_OTHERS: Readonly<Record<string, readonly string[]>> = {
  // Scaling, by load or by hand, sets the number of tasks and of instances.
  "aws:ecs/service:Service": ["desiredCount"],
  "aws:autoscaling/group:Group": ["desiredCapacity"],
  // Schedules set the bounds of a scalable target.
  "aws:appautoscaling/target:Target": ["minCapacity", "maxCapacity"],
  // ECS shifts traffic between target groups.
  "aws:lb/listenerRule:ListenerRule": ["actions"],
};

/** What a refresh found, without what others than the program may set; in the order in which the engine told it. */
export function driftIn(operations: readonly Operation[]): readonly DriftedResource[] {
  return operations.flatMap((operation) => {
    const drift = operation.kind === "delete" ? "deleted" : "changed";
    const properties = operation.changes.filter((path) => !isSetByOthers(operation.type, path));
    if (drift === "changed" && properties.length === 0) return [];
    const { urn, type } = operation;
    return [{ urn, type, name: nameOf(operation), drift, properties: drift === "deleted" ? [] : properties }];
  });
}

function isSetByOthers(type: string, path: string): boolean {
  return (SET_BY_OTHERS[type] ?? []).some(
    (each) => path === each || path.startsWith(`${each}.`) || path.startsWith(`${each}[`),
  );
}
