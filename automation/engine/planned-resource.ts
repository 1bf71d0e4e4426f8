import type { EngineEvent, OpType } from "@pulumi/pulumi/automation";
import type { PlannedResource, StateResource } from "./engine";

type Step = NonNullable<EngineEvent["resourcePreEvent"]>["metadata"];
type State = NonNullable<Step["new"]>;

/** Steps after which a resource is no longer there, or is another one's old self. */
const DELETING: readonly OpType[] = ["delete", "delete-replaced", "discard", "discard-replaced"];

/** Steps that look at resources which others manage. */
const READING: readonly OpType[] = ["read", "read-replacement"];

/** Steps that leave a resource what it is to others: its ID and its ARN. */
const KEEPING: readonly OpType[] = ["same", "update", "refresh"];

/** The resource of a planned step, as it is and as it will be; nothing for other events. */
export function plannedResource({ resourcePreEvent: event }: Omit<EngineEvent, "timestamp">): PlannedResource[] {
  if (event?.planning !== true || READING.includes(event.metadata.op)) return [];
  const { op, old, new: planned } = event.metadata as StepOfEngine;
  const before = old ? stateOf(old) : undefined;
  if (!planned || DELETING.includes(op)) return [{ kind: "resource", before }];
  const kept = KEEPING.includes(op) ? before : undefined;
  return [{ kind: "resource", before, after: { ...stateOf(planned), ...identityOf(planned, kept) } }];
}

/** A step as the engine writes it: null where there is no state. */
type StepOfEngine = Pick<Step, "op"> & { readonly old?: State | null; readonly new?: State | null };

function stateOf({ urn, type, id, inputs, outputs, provider }: State): StateResource {
  return { urn, type, id, inputs, outputs, provider };
}

/** What others call it by: of what stays, as it was, since a preview doesn't repeat it. */
function identityOf({ id, outputs }: State, kept: StateResource | undefined): Pick<StateResource, "id" | "outputs"> {
  return { id: id || kept?.id, outputs: { ...kept?.outputs, ...outputs } };
}
