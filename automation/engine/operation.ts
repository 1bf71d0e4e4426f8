/** What the engine does, or would do, to a resource. */
export type OperationKind =
  "same" | "create" | "update" | "delete" | "replace" | "read" | "refresh" | "import" | "discard";

/** An operation of the engine on a resource. It has no property values, so that it holds no secrets. */
export interface Operation {
  readonly urn: string;
  /** Type of the resource: `aws:ecs/service:Service`. */
  readonly type: string;
  readonly kind: OperationKind;
  /** `planned` in a preview. */
  readonly state: "planned" | "started" | "done" | "failed";
  /** Paths of the properties that change. */
  readonly changes: readonly string[];
  /** Paths of the properties because of which it is replaced. */
  readonly replacedBy: readonly string[];
  /** Whether Pulumi's `protect` is on it in the state. */
  readonly isProtected: boolean;
  /** Seconds since 1970, as the engine says. */
  readonly at: number;
}

/** The name of a resource: the last part of its URN. */
export function nameOf({ urn }: Pick<Operation, "urn">): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** Whether an operation changes the cloud. */
export function isChange({ kind }: Pick<Operation, "kind">): boolean {
  return kind !== "same" && kind !== "read" && kind !== "refresh";
}
