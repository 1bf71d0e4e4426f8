import type { Configured } from "./configuration";
import type { Exemption, ExemptionState } from "./exemptions";
import { exemptionState } from "./exemptions";
import { describeFindings, type Finding } from "./finding";
import type { KeysOf } from "./key-table";
import type { ResourceIdentity } from "./resource-view";
import type { Run } from "./rule";
import type { RunNotes } from "./run-notes";

/** The result of running a rule on one resource. */
export interface Outcome {
  readonly resource: ResourceIdentity;
  readonly findings: readonly Finding[];
  /** Paths of properties that the rule read and that aren't known yet. */
  readonly unknown: readonly string[];
  /** Description of an error in the rule itself. */
  readonly failure?: string;
}

/** A line of the pack's report. A violation has the rule's level; a remark fails nothing. */
export interface Remark {
  readonly kind: "violation" | "remark";
  readonly message: string;
  /** Whether it would be a violation if no exemption covered it. */
  readonly isExempted?: boolean;
}

/**
 * The report on an outcome: its findings together, or a remark in their place if an exemption is active; properties
 * that aren't known yet and that no rule of the run named before; and the failure of a rule, which counts as a finding,
 * since the rule checked nothing.
 */
export function remarksOn(
  outcome: Outcome,
  exemptions: readonly Exemption[],
  { today, keysOf, notes }: Pick<Run, "today" | "keysOf" | "notes">,
): readonly Remark[] {
  const state = exemptionState(exemptions, outcome.resource, today);
  const objections = objectionsIn(outcome, keysOf).map((objection) => judged(objection, state));
  return [...objections, ...staleExemption(state, objections), ...unknownIn(outcome, notes)];
}

function objectionsIn({ resource, findings, failure }: Outcome, keysOf: KeysOf): Remark[] {
  const objections = KINDS.flatMap((kind) => {
    const ofKind = findings.filter(({ level }) => (level === "advisory" ? "remark" : "violation") === kind);
    const message = describeFindings(ofKind, ({ property }) => keysOf(resource, property));
    return message === undefined ? [] : [{ kind, message }];
  });
  return failure === undefined ? objections : [...objections, { kind: "violation", message: failure }];
}

const KINDS = ["violation", "remark"] as const;

function judged(objection: Remark, state: ExemptionState): Remark {
  if (state.kind === "none") return objection;
  const { owner, reason, expires } = state.exemption;
  if (state.kind === "active") {
    const isExempted = objection.kind === "violation";
    return {
      kind: "remark",
      isExempted,
      message: `Exempted until ${expires} by ${owner} (${reason}): ${objection.message}`,
    };
  }
  const note = `The exemption by ${owner} (${reason}) expired on ${expires}: mend it, or have ${owner} renew it.`;
  return { ...objection, message: `${objection.message}\n${note}` };
}

function staleExemption(state: ExemptionState, objections: readonly Remark[]): Remark[] {
  if (state.kind !== "expired" || objections.length > 0) return [];
  const { match, expires } = state.exemption;
  const message = `The exemption for "${match}" expired on ${expires} and nothing needs it here: take it out.`;
  return [{ kind: "remark", message }];
}

function unknownIn({ resource, unknown }: Outcome, notes: RunNotes): Remark[] {
  const untold = unknown.filter((path) => notes.isNew(`${resource.urn} ${path}`));
  if (untold.length === 0) return [];
  const verb = untold.length === 1 ? "isn't" : "aren't";
  const message = `Not determinable yet: ${untold.join(", ")} ${verb} known in a preview; the update checks again.`;
  return [{ kind: "remark", message }];
}

/**
 * The message about an error in a rule: the error's kind and where it was thrown. It leaves out the error's own
 * message, which may quote a value, as messages of `JSON.parse` do.
 */
export function failureMessage(error: unknown): string {
  const kind = error instanceof Error ? error.name : typeof error;
  const frame = error instanceof Error ? /^\s*at (.+)$/m.exec(error.stack ?? "")?.[1] : undefined;
  const place = frame === undefined ? "" : ` at ${frame}`;
  return (
    `The rule failed and checked nothing here (${kind}${place}). ` +
    "Report that; until it is mended, exempt the resource or set the rule's level to advisory."
  );
}

/** The remark, once in a run, that a rule's configuration stands under a name that the rule had before. */
export function renamed(rule: string, { formerName }: Configured, notes: RunNotes): readonly Remark[] {
  if (formerName === undefined || !notes.isNew(`${formerName} ${rule}`)) return [];
  const message = `"${formerName}" in the configuration of the pack is called "${rule}" now: rename it there.`;
  return [{ kind: "remark", message }];
}

/** Problems of a rule's configuration. They are violations, since the rule doesn't check what was intended. */
export function misconfigured(problems: readonly string[]): readonly Remark[] {
  return problems.map((problem) => ({
    kind: "violation",
    message: `The rule is not configured as meant: ${problem}.`,
  }));
}
