/** The part of a stack's state that recovery reads (Pulumi's deployment schema, version 3). */
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
  /** Identifies it if other resources have the same id in the state. */
  readonly arn?: string;
  /** Its id in the state, if that is another one and it has no ARN. */
  readonly providerId?: string;
}

/** What has to be settled after an engine or local cloud died in the middle of its work. */
export interface Recovery {
  /** Resources that the cloud created and the engine didn't record: the next run would create them a second time. */
  readonly unrecorded: readonly HeldResource[];
  /** Whether the state lists operations whose result the engine doesn't know. */
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
  const unrecorded = held.filter((resource) => resource.urn.startsWith(stackUrnPrefix) && !isKnown(resource));
  const hasPendingOperations = (checkpoint.pending_operations ?? []).length > 0;
  return unrecorded.length > 0 || hasPendingOperations ? { unrecorded, hasPendingOperations } : undefined;
}

/** Whatever tells a resource of the state or of the cloud from others. */
function namesOf(resource: RecordedResource & Partial<Pick<HeldResource, "arn" | "providerId">>): string[] {
  const { type, id, arn, providerId, outputs } = resource;
  return [id, arn, providerId, outputs?.arn].flatMap((name) => (typeof name === "string" ? `${type}::${name}` : []));
}

/**
 * Arguments of the refresh that settles pending operations: it drops pending creations, which never happened or were
 * undone, and reads the result of all others.
 */
export function refreshArguments(stack: string): string[] {
  return ["refresh", "--yes", "--skip-preview", "--clear-pending-creates", "--stack", stack];
}
