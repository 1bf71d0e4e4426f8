/** What matters here of a stack's state (Pulumi's deployment schema, version 3). */
export interface Checkpoint {
  readonly resources?: readonly RecordedResource[];
  readonly pending_operations?: readonly unknown[];
}

/** A resource that the state records. */
export interface RecordedResource {
  readonly type: string;
  readonly id?: string;
  readonly outputs?: { readonly arn?: unknown };
}

/** A resource that the local cloud holds. */
export interface HeldResource {
  readonly type: string;
  readonly id: string;
  readonly urn: string;
  /** Tells it apart where others share its id in the state. */
  readonly arn?: string;
}

/** What an engine or a cloud that died in the middle left to be settled. */
export interface Recovery {
  /** Resources that were created without the engine learning of it: left alone, they would be created twice. */
  readonly strays: readonly HeldResource[];
  /** Whether the state still holds operations of which the engine doesn't know how they ended. */
  readonly hasPendingOperations: boolean;
}

/** Compares a stack's state with what the cloud holds of it; undefined when there is nothing to settle. */
export function planRecovery(
  stackUrnPrefix: string,
  checkpoint: Checkpoint,
  held: readonly HeldResource[],
): Recovery | undefined {
  const known = new Set((checkpoint.resources ?? []).flatMap(namesOf));
  const isKnown = (resource: HeldResource): boolean => namesOf(resource).some((name) => known.has(name));
  const strays = held.filter((resource) => resource.urn.startsWith(stackUrnPrefix) && !isKnown(resource));
  const hasPendingOperations = (checkpoint.pending_operations ?? []).length > 0;
  return strays.length > 0 || hasPendingOperations ? { strays, hasPendingOperations } : undefined;
}

function namesOf(resource: RecordedResource | HeldResource): string[] {
  const arn = "outputs" in resource ? resource.outputs?.arn : "arn" in resource ? resource.arn : undefined;
  return [resource.id, arn].flatMap((name) => (typeof name === "string" ? `${resource.type}::${name}` : []));
}

/** Drops pending creations, which never happened or were undone, and reads how all other operations ended. */
export function refreshArguments(stack: string): string[] {
  return ["refresh", "--yes", "--skip-preview", "--clear-pending-creates", "--stack", stack];
}
