import type { Exemption, ExemptionState } from "./exemptions";
import { exemptionState } from "./exemptions";
import { describeFinding, type Finding } from "./finding";
import type { KeysOf } from "./key-table";
import type { ResourceIdentity } from "./resource-view";
import type { Run } from "./rule";

/** What came of running a rule on one resource. */
export interface Outcome {
  readonly resource: ResourceIdentity;
  readonly findings: readonly Finding[];
  /** Paths of the properties that the rule wanted and that aren't known yet. */
  readonly unknown: readonly string[];
  /** Why the rule itself failed. */
  readonly failure?: string;
}

/** A line of the pack's report: a violation has the rule's level, a remark fails nothing. */
export interface Remark {
  readonly kind: "violation" | "remark";
  readonly message: string;
}

/**
 * What is reported of an outcome: findings unless they are exempted, then remarks with the exemption that was used;
 * properties that nobody can know yet; and the failure of a rule, which counts as a finding, since nothing was checked.
 */
export function remarksOn(
  outcome: Outcome,
  exemptions: readonly Exemption[],
  { today, keysOf }: Pick<Run, "today" | "keysOf">,
): readonly Remark[] {
  const state = exemptionState(exemptions, outcome.resource, today);
  const objections = objectionsIn(outcome, keysOf).map((objection) => judged(objection, state));
  return [...objections, ...staleExemption(state, objections), ...unknownIn(outcome)];
}

function objectionsIn({ resource, findings, failure }: Outcome, keysOf: KeysOf): Remark[] {
  const objections = findings.map((finding): Remark => ({
    kind: finding.level === "advisory" ? "remark" : "violation",
    message: describeFinding(finding, keysOf(resource, finding.property)),
  }));
  return failure === undefined ? objections : [...objections, { kind: "violation", message: failure }];
}

function judged(objection: Remark, state: ExemptionState): Remark {
  if (state.kind === "none") return objection;
  const { owner, reason, expires } = state.exemption;
  if (state.kind === "active") {
    return { kind: "remark", message: `Exempted until ${expires} by ${owner} (${reason}): ${objection.message}` };
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

function unknownIn({ unknown }: Outcome): Remark[] {
  if (unknown.length === 0) return [];
  const verb = unknown.length === 1 ? "isn't" : "aren't";
  const message = `Not determinable yet: ${unknown.join(", ")} ${verb} known in a preview; the update checks again.`;
  return [{ kind: "remark", message }];
}

/**
 * What is told of an error in a rule: its kind and where it was thrown. Its message stays out, since it may quote a
 * value, as those of `JSON.parse` do.
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

/** Problems of a rule's configuration, as the violations that they are: nobody knows what was meant to be checked. */
export function misconfigured(problems: readonly string[]): readonly Remark[] {
  return problems.map((problem) => ({
    kind: "violation",
    message: `The rule is not configured as meant: ${problem}.`,
  }));
}
