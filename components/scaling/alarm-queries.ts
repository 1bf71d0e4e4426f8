import type { Measurement, MetricSource } from "./scaling-trigger";

/** A query of an alarm: a metric, or an expression over other queries' ids. */
export type AlarmQuery =
  { readonly id: string; readonly metric: MetricSource } | { readonly id: string; readonly expression: string };

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
  return [
    ...entries.map(([name, metric]) => ({ id: partId(id, name), metric })),
    { id, expression: renamed(expression ?? "", id, new Set(Object.keys(metrics))) },
  ];
}

function partId(id: string, name: string): string {
  return `${id}_${name}`;
}

/** Functions of metric math are in capitals, so that no metric's name is one of theirs. */
function renamed(expression: string, id: string, names: ReadonlySet<string>): string {
  return expression.replace(/[A-Za-z]\w*/g, (word) => (names.has(word) ? partId(id, word) : word));
}
