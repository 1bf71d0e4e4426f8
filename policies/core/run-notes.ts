import type { Severity } from "@pulumi/policy";
import type { Remark } from "./outcome";

/** What the rules of a run have told so far. */
export class RunNotes {
  private told = new Set<string>();
  private violations = new Map<Severity, number>();
  private exempted = 0;

  /** Forgets everything, at the beginning of a run. */
  clear(): void {
    this.told = new Set();
    this.violations = new Map();
    this.exempted = 0;
  }

  /** Whether nothing with this name was told in the run before. */
  isNew(name: string): boolean {
    const isNew = !this.told.has(name);
    this.told.add(name);
    return isNew;
  }

  /** Counts what a rule of this severity reports. */
  count(remarks: readonly Remark[], severity: Severity): void {
    const violations = remarks.filter(({ kind }) => kind === "violation").length;
    if (violations > 0) this.violations.set(severity, (this.violations.get(severity) ?? 0) + violations);
    this.exempted += remarks.filter(({ isExempted }) => isExempted === true).length;
  }

  /** The number of violations by severity, and of exemptions in use; undefined where there is neither. */
  get summary(): string | undefined {
    const counts = SEVERITIES.flatMap((severity) => {
      const count = this.violations.get(severity) ?? 0;
      return count === 0 ? [] : [`${count} ${severity}`];
    });
    const exempted = this.exempted === 0 ? [] : [`${this.exempted} exempted`];
    const parts = [...counts, ...exempted];
    return parts.length === 0 ? undefined : `By severity: ${parts.join(", ")}.`;
  }
}

const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low"];
