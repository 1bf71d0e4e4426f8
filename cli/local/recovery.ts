/** What matters here of a stack's state (Pulumi's deployment schema, version 3). */
export interface Checkpoint {
  readonly resources?: readonly { readonly type: string; readonly id?: string }[];
  readonly pending_operations?: readonly { readonly type: string; readonly resource: { readonly urn: string } }[];
}

/** A resource that the local cloud holds. */
export interface HeldResource {
  readonly type: string;
  readonly id: string;
  readonly urn: string;
}

/** What an engine or a cloud that died in the middle left to be settled. */
export interface Recovery {
  /** Creations of which the engine never learned that they happened: it has to learn their ids. */
  readonly adopted: readonly HeldResource[];
  /** Whether there are pending creations that never happened. */
  readonly hasVoidCreations: boolean;
  /** Resources of the stack that the state doesn't know, as the answer to their creation was lost. */
  readonly strays: readonly HeldResource[];
}

/** Compares a stack's state with what the cloud holds of it; undefined when there is nothing to settle. */
export function planRecovery(
  stackUrnPrefix: string,
  checkpoint: Checkpoint,
  held: readonly HeldResource[],
): Recovery | undefined {
  const known = new Set((checkpoint.resources ?? []).map(({ type, id }) => `${type}::${id ?? ""}`));
  const unknown = held.filter(({ urn, type, id }) => urn.startsWith(stackUrnPrefix) && !known.has(`${type}::${id}`));
  const pending = (checkpoint.pending_operations ?? []).filter(({ type }) => type === "creating");
  const pendingUrns = new Set(pending.map(({ resource }) => resource.urn));
  const adopted = unknown.filter(({ urn }) => pendingUrns.has(urn));
  const strays = unknown.filter(({ urn }) => !pendingUrns.has(urn));
  if (pending.length === 0 && strays.length === 0) return undefined;
  return { adopted, hasVoidCreations: adopted.length < pendingUrns.size, strays };
}

/** Options with which `pulumi refresh` settles pending creations; none when there is nothing to settle. */
export function pendingCreationOptions({ adopted, hasVoidCreations }: Omit<Recovery, "strays">): string[] {
  const imports = adopted.flatMap(({ urn, id }) => ["--import-pending-creates", urn, "--import-pending-creates", id]);
  return hasVoidCreations ? [...imports, "--clear-pending-creates"] : imports;
}
