import ts from "typescript";
import { ShapeReader, type Shape } from "./shapes";
import { libraryProgram } from "./sources";

/** What each component takes. */
export interface ArgumentDescription {
  /** The shape of a component's arguments, by the component's class. */
  readonly components: Readonly<Record<string, Shape>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** Reads what every component takes from the declarations of its arguments. */
export function argumentDescription(root: string): ArgumentDescription {
  const program = libraryProgram(root);
  const reader = new ShapeReader(program.getTypeChecker());
  const components = program
    .getSourceFiles()
    .filter(({ isDeclarationFile }) => !isDeclarationFile)
    .flatMap((source) => source.statements.filter(ts.isClassDeclaration))
    .flatMap((node) => argumentsOf(node, reader));
  return { components: Object.fromEntries(components), shapes: reader.named };
}

/** A component with the shape of its arguments; nothing of another class. */
function argumentsOf(node: ts.ClassDeclaration, reader: ShapeReader): (readonly [component: string, shape: Shape])[] {
  const constructor = node.members.find(ts.isConstructorDeclaration);
  if (node.name === undefined || constructor === undefined || !isComponent(node)) return [];
  const type = validatedType(constructor) ?? constructor.parameters[1]?.type;
  return type === undefined ? [] : [[node.name.text, reader.shapeOf(type)]];
}

function isComponent({ heritageClauses }: ts.ClassLikeDeclaration): boolean {
  return [...(heritageClauses ?? [])].some(({ types }) =>
    types.some(({ expression }) => expression.getText() === "pulumi.ComponentResource"),
  );
}

/** The type for which `requireValid<…>` is called: where a component is generic, the one that stands for all. */
function validatedType({ body }: ts.ConstructorDeclaration): ts.TypeNode | undefined {
  const first = body?.statements[0];
  if (first === undefined || !ts.isExpressionStatement(first)) return undefined;
  return ts.isCallExpression(first.expression) ? first.expression.typeArguments?.[0] : undefined;
}
