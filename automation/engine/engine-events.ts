import type { EngineEvent, OpType } from "@pulumi/pulumi/automation";
import type { EngineReport } from "./engine";
import type { Operation, OperationKind } from "./operation";
import { plannedResource } from "./planned-resource";

/** What each of the engine's steps is to those who read it. A replacement is made of several. */
const KINDS: Readonly<Record<OpType, OperationKind>> = {
  same: "same",
  create: "create",
  update: "update",
  delete: "delete",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  read: "read",
  "read-replacement": "replace",
  refresh: "refresh",
  discard: "discard",
  "discard-replaced": "replace",
  "remove-pending-replace": "replace",
  import: "import",
  "import-replacement": "replace",
};

/**
 * What an event of the engine tells; nothing for most. Values of properties are in the reports of planned resources alone:
 * they may be secrets, though the engine hides what it knows to be one.
 */
export function reportsOf(event: EngineEvent): EngineReport[] {
  const operation = operationOf(event);
  if (operation !== undefined) return [{ kind: "operation", operation }, ...plannedResource(event)];
  const { policyEvent, diagnosticEvent } = event;
  if (policyEvent !== undefined) {
    const { policyName: policy, enforcementLevel: level, message } = policyEvent;
    return [{ kind: "policy", policy, level, message: plain(message) }];
  }
  if (diagnosticEvent === undefined || diagnosticEvent.ephemeral === true) return [];
  const { urn, message } = diagnosticEvent;
  const [severity, text] = [SEVERITIES[diagnosticEvent.severity], plain(message)];
  return text === "" || severity === undefined ? [] : [{ kind: "diagnostic", severity, urn, message: text }];
}

/** Diagnostics that are told; the engine also sends those for debugging, which hold values. */
const SEVERITIES: Readonly<Record<string, "info" | "warning" | "error" | undefined>> = {
  info: "info",
  "info#err": "info",
  warning: "warning",
  error: "error",
};

function operationOf({ timestamp, ...event }: EngineEvent): Operation | undefined {
  const [metadata, state] = step(event) ?? [];
  if (metadata === undefined || state === undefined) return undefined;
  const { op, urn, type, old, keys } = metadata;
  return {
    urn,
    type,
    kind: KINDS[op],
    state,
    changes: changesOf(metadata),
    replacedBy: keys ?? [],
    isProtected: old?.protect === true,
    at: timestamp,
  };
}

function changesOf({ detailedDiff, diffs }: Step): readonly string[] {
  const paths = Object.keys(detailedDiff ?? {});
  return paths.length > 0 ? paths : (diffs ?? []);
}

type Step = NonNullable<EngineEvent["resourcePreEvent"]>["metadata"];

function step(event: Omit<EngineEvent, "timestamp">): [Step, Operation["state"]] | undefined {
  const { resourcePreEvent: begun, resOutputsEvent: done, resOpFailedEvent: failed } = event;
  if (begun !== undefined) return [begun.metadata, begun.planning === true ? "planned" : "started"];
  if (done !== undefined) return [done.metadata, done.planning === true ? "planned" : "done"];
  return failed === undefined ? undefined : [failed.metadata, "failed"];
}

/** A message without the engine's marks for colours, and without white space around it. */
function plain(message: string): string {
  return message.replaceAll(/<\{%[^%]*%\}>/g, "").trim();
}

/**
 * One operation for each resource, from all that the engine reported. A replacement takes several steps of the engine;
 * what failed stays failed.
 */
export function summarised(reported: readonly Operation[]): Operation[] {
  const byUrn = new Map<string, Operation>();
  for (const operation of reported) {
    const before = byUrn.get(operation.urn);
    byUrn.set(operation.urn, before === undefined ? operation : joined(before, operation));
  }
  return [...byUrn.values()];
}

function joined(before: Operation, after: Operation): Operation {
  const isReplacement = before.kind === "replace" || after.kind === "replace";
  return {
    ...after,
    kind: isReplacement ? "replace" : after.kind,
    state: before.state === "failed" ? "failed" : after.state,
    changes: after.changes.length > 0 ? after.changes : before.changes,
    replacedBy: after.replacedBy.length > 0 ? after.replacedBy : before.replacedBy,
    isProtected: before.isProtected || after.isProtected,
  };
}
