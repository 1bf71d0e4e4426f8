import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** What a Pulumi input takes, read from the SDK's type declarations. */
export type InputShape =
  | { readonly kind: "value" }
  | { readonly kind: "list"; readonly element: InputShape }
  | { readonly kind: "map" }
  | { readonly kind: "object"; readonly fields: readonly InputField[] };

export interface InputField {
  readonly name: string;
  readonly required: boolean;
  readonly shape: InputShape;
}

const VALUE: InputShape = { kind: "value" };

/** Reads the inputs of resource types from the declarations of an installed `@pulumi/aws`. */
export class PulumiInputs {
  private readonly nested: ReadonlyMap<string, ts.InterfaceDeclaration>;

  constructor(private readonly sdkFolder: string) {
    this.nested = namespacedInterfaces(parsed(join(sdkFolder, "types", "input.d.ts")));
  }

  /**
   * The inputs of a resource type such as `aws:lb/targetGroup:TargetGroup`.
   * @throws {Error} when the SDK doesn't have it.
   */
  of(type: string): readonly InputField[] {
    const [, file, name] = type.split(":");
    const declarations = parsed(join(this.sdkFolder, `${file}.d.ts`));
    const args = declarations.statements
      .filter(ts.isInterfaceDeclaration)
      .find((each) => each.name.text === `${name}Args`);
    if (args === undefined) throw new Error(`@pulumi/aws declares no ${name}Args in ${file}.d.ts`);
    return this.fields(args, []);
  }

  private fields(declaration: ts.InterfaceDeclaration, ancestors: readonly string[]): InputField[] {
    return declaration.members.filter(ts.isPropertySignature).map((property) => ({
      name: property.name.getText(),
      required: property.questionToken === undefined,
      shape: property.type === undefined ? VALUE : this.shape(property.type, ancestors),
    }));
  }

  private shape(type: ts.TypeNode, ancestors: readonly string[]): InputShape {
    if (ts.isArrayTypeNode(type)) return { kind: "list", element: this.shape(type.elementType, ancestors) };
    if (ts.isTypeLiteralNode(type)) return { kind: "map" };
    if (ts.isUnionTypeNode(type)) return this.shapeOfUnion(type, ancestors);
    if (ts.isTypeReferenceNode(type)) return this.shapeOfReference(type, ancestors);
    return VALUE;
  }

  /** Where an input takes `string | PolicyDocument`, AWS gets the text. */
  private shapeOfUnion(union: ts.UnionTypeNode, ancestors: readonly string[]): InputShape {
    const alternatives = union.types.filter((type) => type.kind !== ts.SyntaxKind.UndefinedKeyword);
    const [only] = alternatives;
    return only === undefined || alternatives.length > 1 ? VALUE : this.shape(only, ancestors);
  }

  private shapeOfReference(reference: ts.TypeReferenceNode, ancestors: readonly string[]): InputShape {
    const name = reference.typeName.getText();
    const argument = reference.typeArguments?.[0];
    if (name === "pulumi.Input" && argument !== undefined) return this.shape(argument, ancestors);
    const declaration = this.nested.get(name.replace(/^inputs\./, ""));
    if (declaration === undefined || ancestors.includes(name)) return VALUE;
    return { kind: "object", fields: this.fields(declaration, [...ancestors, name]) };
  }
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
}

function namespacedInterfaces(source: ts.SourceFile): Map<string, ts.InterfaceDeclaration> {
  const found = new Map<string, ts.InterfaceDeclaration>();
  for (const namespace of source.statements.filter(ts.isModuleDeclaration)) {
    if (namespace.body === undefined || !ts.isModuleBlock(namespace.body)) continue;
    for (const declaration of namespace.body.statements.filter(ts.isInterfaceDeclaration)) {
      found.set(`${namespace.name.getText()}.${declaration.name.text}`, declaration);
    }
  }
  return found;
}
