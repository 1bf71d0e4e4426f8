import type { AlarmQuery } from "../shared/alarm";
import type { Measurement } from "../shared/metrics";

/** Ids of queries that alarms have beside those of triggers, of which none may be called so. */
export const OWN_IDS = { age: "secondsSinceData", overloaded: "overloaded", quiet: "quiet" } as const;

/** A trigger's name as an id of metric math: `"queue-depth"` becomes `"queueDepth"`. */
export function identifier(triggerName: string): string {
  return triggerName.replace(/-+(.)?/g, (_, next: string | undefined) => (next ?? "").toUpperCase());
}

/**
 * Queries of a measurement, the last with the given id as its value. Ids of its parts begin with that id, so that
 * several measurements fit into one alarm.
 */
export function measurementQueries(id: string, { metrics, expression }: Measurement): AlarmQuery[] {
  const entries = Object.entries(metrics);
  const [only, ...others] = entries;
  if (expression === undefined && only !== undefined && others.length === 0) return [{ id, metric: only[1] }];
  const names = Object.keys(metrics);
  return [
    ...entries.map(([name, metric]) => ({ id: partId(id, name), metric })),
    { id, expression: guarded(id, renamed(expression ?? "", id, new Set(names)), neededOf(expression, names)) },
  ];
}

function partId(id: string, name: string): string {
  return `${id}_${name}`;
}

/** Functions of metric math are in capitals, so that no metric's name is one of theirs. */
function renamed(expression: string, id: string, names: ReadonlySet<string>): string {
  return expression.replace(/[A-Za-z]\w*/g, (word) => (names.has(word) ? partId(id, word) : word));
}

/**
 * Metrics without which an expression over several means nothing: those for which it says nothing else, by FILL or IF.
 * A lone metric that is missing leaves nothing to compute.
 */
function neededOf(expression = "", names: readonly string[]): string[] {
  if (names.length < 2) return [];
  return names.filter((name) => !new RegExp(`\\b(?:FILL|IF)\\(\\s*${name}\\b`).test(expression));
}

/**
 * An expression in minutes that have what it needs: CloudWatch would take 0 for what is missing beside another metric
 * (Amazon CloudWatch User Guide, "Using metric math", basic arithmetic functions).
 */
function guarded(id: string, expression: string, needed: readonly string[]): string {
  if (needed.length === 0) return expression;
  return `IF(${needed.map((name) => `IF(${partId(id, name)}, 1, 1)`).join(" AND ")}, ${expression})`;
}
