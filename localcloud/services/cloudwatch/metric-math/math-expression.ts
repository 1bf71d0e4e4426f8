import { syntaxOf } from "./parser";
import { type MathNode, partsOf, shapeOf } from "./syntax";

/** What is known of a metric math expression without its data. */
export interface MathExpression {
  /** Ids of the queries in it. */
  readonly ids: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
  /** Whether it gives several time series, if each id stands for one. */
  readonly isSeveral: boolean;
}

/** @throws {MathError} for an expression that CloudWatch can't read. */
export function parseMath(expression: string): MathExpression {
  const root = syntaxOf(expression);
  const nodes = withParts(root);
  return {
    ids: new Set(nodes.flatMap((node) => (node.kind === "query" ? [node.id] : []))),
    functions: new Set(nodes.flatMap((node) => (node.kind === "call" ? [node.name] : []))),
    isSeveral: givesSeveral(root),
  };
}

function withParts(node: MathNode): readonly MathNode[] {
  return [node, ...partsOf(node).flatMap(withParts)];
}

function givesSeveral(node: MathNode): boolean {
  if (node.kind === "list") return true;
  const shape = node.kind === "call" ? shapeOf(node.name) : "as given";
  return shape === "several" || (shape === "as given" && partsOf(node).some(givesSeveral));
}
