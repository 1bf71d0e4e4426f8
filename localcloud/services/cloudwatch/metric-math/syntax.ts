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

/** A function and what it is given. */
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
