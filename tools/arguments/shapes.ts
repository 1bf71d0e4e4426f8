import ts from "typescript";
import { INPUT_MARK, RESOURCE_MARK } from "./sources";

/**
 * What a value has to be: a kind of plain values, the name of another shape, or one of the composed ones. It is read by
 * `components/shared/argument-shapes.ts`, which says what each means.
 */
export type Shape =
  | string
  | { readonly input: Shape }
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly oneOf: readonly (string | number | boolean)[] }
  | { readonly either: readonly Shape[] }
  | { readonly fields: Readonly<Record<string, Shape>>; readonly resource?: true; readonly open?: true };

const PLAIN: readonly (readonly [flag: ts.TypeFlags, shape: string])[] = [
  [ts.TypeFlags.Any | ts.TypeFlags.Unknown, "any"],
  [ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral, "string"],
  [ts.TypeFlags.Number, "number"],
  [ts.TypeFlags.Boolean, "boolean"],
  [ts.TypeFlags.NonPrimitive, "object"],
];
const ABSENT = ts.TypeFlags.Undefined | ts.TypeFlags.Void;

/** Reads shapes from types. Interfaces and aliases become shapes of their own name. */
export class ShapeReader {
  /** Shapes of interfaces and aliases that were met. */
  readonly named: Record<string, Shape> = {};
  private readonly owners = new Map<string, ts.Symbol>();

  constructor(private readonly checker: ts.TypeChecker) {}

  shapeOf(node: ts.TypeNode): Shape {
    return this.shape(this.checker.getTypeFromTypeNode(node));
  }

  private shape(given: ts.Type, alias = aliasOf(given)): Shape {
    const type = given.flags & ts.TypeFlags.Instantiable ? this.constraint(given) : given;
    return alias === undefined ? this.anonymous(type) : this.aliased(alias, this.anonymous(type));
  }

  private anonymous(type: ts.Type): Shape {
    const plain = PLAIN.find(([flag]) => type.flags & flag)?.[1];
    if (plain !== undefined) return plain;
    if (type.isUnion()) return this.union(type.types);
    if (type.isStringLiteral() || type.isNumberLiteral()) return { oneOf: [type.value] };
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { oneOf: [this.checker.typeToString(type) === "true"] };
    return this.objectShape(type);
  }

  /** What a type parameter, or what is made of one, is at least. */
  private constraint(type: ts.Type): ts.Type {
    const constraint = this.checker.getBaseConstraintOfType(type);
    if (constraint === undefined) throw new Error(`nothing is known of ${this.checker.typeToString(type)}`);
    return constraint;
  }

  private union(types: readonly ts.Type[]): Shape {
    const present = types.filter(({ flags }) => !(flags & ABSENT));
    const booleans = present.filter(({ flags }) => flags & ts.TypeFlags.BooleanLiteral);
    const others = booleans.length === 2 ? present.filter((type) => !booleans.includes(type)) : present;
    const shapes = others.map((type) => this.shape(type));
    return joined(booleans.length === 2 ? [...shapes, "boolean"] : shapes);
  }

  private objectShape(type: ts.Type): Shape {
    const input = type.getProperty(INPUT_MARK);
    if (input !== undefined) return { input: this.shape(this.checker.getTypeOfSymbol(input)) };
    if (type.getCallSignatures().length > 0) return "function";
    if (this.checker.isArrayType(type)) {
      return { list: this.shape(this.checker.getTypeArguments(type as ts.TypeReference)[0] ?? unreadable(type)) };
    }
    const index = this.checker.getIndexInfoOfType(this.checker.getApparentType(type), ts.IndexKind.String);
    if (index !== undefined) return index.type.flags & ts.TypeFlags.Any ? "object" : { map: this.shape(index.type) };
    return isPlainInterface(type) ? this.namedShape(type.symbol, () => this.fields(type)) : this.fields(type);
  }

  /** What an alias stands for, under its name where that is shorter. */
  private aliased(alias: ts.Symbol, shape: Shape): Shape {
    return typeof shape === "string" ? shape : this.namedShape(alias, () => shape);
  }

  private namedShape(symbol: ts.Symbol, shape: () => Shape): Shape {
    const { name } = symbol;
    const owner = this.owners.get(name);
    if (owner !== undefined && owner !== symbol) throw new Error(`two types of arguments are named ${name}`);
    if (owner === undefined) {
      this.owners.set(name, symbol);
      this.named[name] = shape();
    }
    return name;
  }

  private fields(type: ts.Type): Shape {
    const properties = this.checker.getPropertiesOfType(type);
    const fields = properties
      .filter(({ name }) => name !== RESOURCE_MARK)
      .map((property) => this.field(property))
      .sort(([one], [other]) => (one < other ? -1 : 1));
    const isResource = properties.some(({ name }) => name === RESOURCE_MARK);
    return {
      fields: Object.fromEntries(fields),
      ...(isResource && { resource: true }),
      ...(isPart(type) && { open: true }),
    };
  }

  /** A property; the name of one that may be left out ends with a question mark. */
  private field(property: ts.Symbol): [name: string, shape: Shape] {
    const type = this.checker.getTypeOfSymbol(property);
    const mayBeAbsent =
      (property.flags & ts.SymbolFlags.Optional) !== 0 ||
      (type.isUnion() && type.types.some(({ flags }) => flags & ABSENT));
    const reference = referenceOf(property);
    const shape =
      reference?.typeName.getText() === "Transform" ? "transform" : this.shape(type, this.declaredAlias(reference));
    return [mayBeAbsent ? `${property.name}?` : property.name, shape];
  }

  /** The alias by which a property is declared; the type of an optional one has forgotten it. */
  private declaredAlias(reference: ts.TypeReferenceNode | undefined): ts.Symbol | undefined {
    if (reference === undefined || reference.typeArguments !== undefined) return undefined;
    const symbol = this.checker.getSymbolAtLocation(reference.typeName);
    if (symbol === undefined) return undefined;
    const declared = symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    return declared.flags & ts.SymbolFlags.TypeAlias ? declared : undefined;
  }
}

/** The name by which a property's type is declared. */
function referenceOf({ declarations }: ts.Symbol): ts.TypeReferenceNode | undefined {
  const declaration = declarations?.find(ts.isPropertySignature);
  const type = declaration?.type;
  return type !== undefined && ts.isTypeReferenceNode(type) ? type : undefined;
}

/** An alias of this project without type parameters. */
function aliasOf({ aliasSymbol, aliasTypeArguments }: ts.Type): ts.Symbol | undefined {
  return aliasTypeArguments === undefined ? aliasSymbol : undefined;
}

/** Whether a type is picked from another one, whose values it takes as they are, with all that they have. */
function isPart({ symbol, aliasSymbol }: ts.Type): boolean {
  const mapped = (symbol as ts.Symbol | undefined)?.declarations?.[0]?.parent;
  const isPicked = mapped !== undefined && ts.isTypeAliasDeclaration(mapped) && mapped.name.text === "Pick";
  return isPicked && aliasSymbol?.name !== "Omit";
}

/** Whether a type is an interface without type parameters, which its name stands for. */
function isPlainInterface(type: ts.Type): boolean {
  return type.isClassOrInterface() && type.typeParameters === undefined;
}

function unreadable(type: ts.Type): never {
  throw new Error(`can't read the type ${type.symbol.name}`);
}

/** One shape for several; words of a choice are brought together, and a string may be any. */
function joined(shapes: readonly Shape[]): Shape {
  const isAnyString = shapes.includes("string");
  const words = shapes.flatMap((shape) => (typeof shape === "object" && "oneOf" in shape ? shape.oneOf : []));
  const choice = words.filter((word) => !isAnyString || typeof word !== "string").sort(byValue);
  const others = shapes.filter((shape) => typeof shape === "string" || !("oneOf" in shape));
  const texts = [...new Set(others.map((shape) => JSON.stringify(shape)))].sort();
  const all: Shape[] = texts.map((text) => JSON.parse(text) as Shape);
  if (choice.length > 0) all.unshift({ oneOf: choice });
  return all.length === 1 && all[0] !== undefined ? all[0] : { either: all };
}

/** The compiler's own order depends on which type it meets first. */
function byValue(one: string | number | boolean, other: string | number | boolean): number {
  return one < other ? -1 : 1;
}
