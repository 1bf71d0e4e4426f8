import { called, type MathRange } from "./function-values";
import { allOf, type MathValue, scalar, type Series, series } from "./math-value";
import { operated } from "./operators";
import { MathError, type MathNode } from "./syntax";

/** A query of an alarm: an expression that has been read, or a metric where there is none. */
export interface MathQuery {
  readonly id: string;
  readonly math: MathNode | undefined;
}

/**
 * Values of one of several queries, by AWS's rules for missing data: the points that a metric has, and what comes of
 * them.
 *
 * @param metric values of a query that is a metric, one for each period of the range.
 * @throws {MathError} for what can't be evaluated.
 */
export function evaluatedQuery(
  queries: readonly MathQuery[],
  id: string,
  metric: (id: string) => Series,
  range: MathRange,
): Series {
  const values = new Map<string, MathValue>();
  const valueOf = (wanted: string): MathValue => {
    const found = values.get(wanted) ?? evaluated(wanted);
    values.set(wanted, found);
    return found;
  };
  const evaluated = (wanted: string): MathValue => {
    const query = queries.find((each) => each.id === wanted);
    if (query === undefined) throw new MathError(`no query has the id ${wanted}`);
    return query.math === undefined ? series(metric(wanted)) : valued(query.math, valueOf, range);
  };
  const result = valueOf(id);
  if (result.kind !== "series") throw new MathError("the expression must return a single time series");
  return result.points;
}

function valued(node: MathNode, valueOf: (id: string) => MathValue, range: MathRange): MathValue {
  const part = (each: MathNode): MathValue => valued(each, valueOf, range);
  switch (node.kind) {
    case "number":
      return scalar(node.value);
    case "word":
      return { kind: "word", text: node.text };
    case "query":
      return valueOf(node.id);
    case "list":
      return { kind: "list", all: node.items.flatMap((item) => allOf(part(item), "a list")) };
    case "negation":
      return operated("*", part(node.operand), scalar(-1));
    case "operation":
      return operated(node.operator, part(node.left), part(node.right));
    case "call":
      return called(node.name, node.parameters.map(part), range);
  }
}
