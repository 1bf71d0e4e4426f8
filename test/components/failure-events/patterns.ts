import type { EventRuleDefinition } from "../../../components/shared/event-rule";

/**
 * Whether an event fits a pattern (Amazon EventBridge User Guide, "Event patterns" and "Comparison operators"): every
 * field has one of its values, a list of the event has one of them, and of a list of objects one fits as a whole.
 */
export function fits(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return values.some((each) => pattern.some((wanted) => equals(wanted, each)));
  }
  if (Array.isArray(value)) return value.some((each) => fits(pattern, each));
  return Object.entries(pattern as object).every(([field, wanted]) =>
    field === "$or"
      ? (wanted as object[]).some((alternative) => fits(alternative, value))
      : fits(wanted, (value as Record<string, unknown> | undefined)?.[field]),
  );
}

function equals(wanted: unknown, value: unknown): boolean {
  if (typeof wanted !== "object" || wanted === null) return wanted === value;
  const { prefix, "anything-but": excepted } = wanted as { prefix?: string; "anything-but"?: unknown[] };
  if (excepted !== undefined) return value !== undefined && !excepted.includes(value);
  return typeof value === "string" && prefix !== undefined && value.startsWith(prefix);
}

/** What people read, filled in as EventBridge does. */
export function told(rule: EventRuleDefinition | undefined, event: object): string {
  return (rule?.message ?? "").replace(/<(\w+)>/g, (_, name: string) => {
    const path = rule?.paths[name] ?? "";
    const steps = path
      .slice(2)
      .split(".")
      .flatMap((step) => step.replace("]", "").split("["));
    return String(steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], event));
  });
}
