/** An expression as CloudWatch reads it. */
export type MathNode =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "query"; readonly id: string }
  | { readonly kind: "list"; readonly items: readonly MathNode[] }
  | { readonly kind: "negation"; readonly operand: MathNode }
  | MathOperation
  | MathCall;

/** Two operands with an operator between. */
export interface MathOperation {
  readonly kind: "operation";
  readonly operator: string;
  readonly left: MathNode;
  readonly right: MathNode;
}

/** A function and its arguments. */
export interface MathCall {
  readonly kind: "call";
  readonly name: string;
  readonly parameters: readonly MathNode[];
}

/** Parts that a node is made of. */
export function partsOf(node: MathNode): readonly MathNode[] {
  switch (node.kind) {
    case "list":
      return node.items;
    case "negation":
      return [node.operand];
    case "operation":
      return [node.left, node.right];
    case "call":
      return node.parameters;
    default:
      return [];
  }
}

/** Thrown for an expression that CloudWatch can't read. */
export class MathError extends Error {
  override readonly name = "MathError";
}

/**
 * The result of a function: one time series, several, or as many as its arguments (Amazon CloudWatch User
 * Guide, "Metric math syntax and functions", functions supported for metric math).
 */
export type FunctionShape = "one" | "several" | "as given";

const NAMES: Readonly<Record<FunctionShape, string>> = {
  one:
    "AVG DATE DAY DB_PERF_INSIGHTS EPOCH FIRST HOUR IF INSIGHT_RULE_METRIC LAMBDA LAST MAX METRIC_COUNT MIN MINUTE " +
    "MONTH PERIOD SLICE STDDEV SUM TIME_SERIES YEAR",
  several: "METRICS SEARCH SORT",
  "as given":
    "ABS ANOMALY_DETECTION_BAND CEIL DATAPOINT_COUNT DIFF DIFF_TIME FILL FLOOR LOG LOG10 RATE REMOVE_EMPTY " +
    "RUNNING_SUM SERVICE_QUOTA",
};

const SHAPES: ReadonlyMap<string, FunctionShape> = new Map(
  (Object.keys(NAMES) as FunctionShape[]).flatMap((shape) =>
    NAMES[shape].split(" ").map((name): [string, FunctionShape] => [name, shape]),
  ),
);

/** Undefined for a function that CloudWatch doesn't know. */
export function shapeOf(name: string): FunctionShape | undefined {
  return SHAPES.get(name);
}
