import type { PolicyResource } from "@pulumi/policy";
import type { Remark } from "./outcome";
import { StackIndex } from "./stack-index";

/** A type that no resource has: with it, the SDK skips a policy. */
export const NOTHING_FOUND = "none, since nothing was found in the pass that the rules of the stack share";

/** The remarks of a rule on one resource. */
export interface Report {
  readonly urn: string;
  readonly remarks: readonly Remark[];
}

/** Runs one rule, with its configuration, on a stack. */
export type Evaluation = (index: StackIndex) => readonly Report[];

/**
 * One pass over a stack for all its rules. The SDK unpacks every resource of the stack anew for each stack policy; for
 * 20 rules and 1,000 resources that takes longer than everything else together (docs/performance.md). So the first rule
 * of a run evaluates all registered rules, and the SDK then calls only those that have something to report. A rule that
 * isn't registered is evaluated when the SDK calls it: the pass only saves time.
 */
export class SharedPass {
  private registered = new Map<string, Evaluation>();
  private reports = new Map<string, readonly Report[]>();

  /** Registers a rule for the next pass and discards its reports of the previous pass. */
  register(rule: string, evaluate: Evaluation): void {
    this.reports.delete(rule);
    this.registered.set(rule, evaluate);
  }

  /** Whether the pass has run and the rule reports nothing, so that the SDK needn't call it. */
  isClean(rule: string): boolean {
    return this.reports.get(rule)?.length === 0;
  }

  /** The reports of a rule; each pass returns them once. */
  reportsOf(rule: string, evaluate: Evaluation, resources: readonly PolicyResource[]): readonly Report[] {
    if (!this.reports.has(rule)) this.evaluateAll(this.registered.set(rule, evaluate), new StackIndex(resources));
    const reports = this.reports.get(rule) ?? [];
    this.reports.delete(rule);
    return reports;
  }

  private evaluateAll(registered: ReadonlyMap<string, Evaluation>, index: StackIndex): void {
    this.reports = new Map([...registered].map(([rule, evaluate]) => [rule, evaluate(index)]));
    this.registered = new Map();
  }
}
