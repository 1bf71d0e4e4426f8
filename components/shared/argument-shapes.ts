import description from "./generated/arguments.json";

/** What a value has to be. `npm run generate -- arguments` writes such shapes from the declared types of arguments. */
export type Shape =
  /** A plain value, or the name of a shape. */
  | string
  /** An output or a promise, or what this shape says. */
  | { readonly input: Shape }
  | { readonly list: Shape }
  /** An object with names of the user's choice. */
  | { readonly map: Shape }
  | Choice
  | { readonly either: readonly Shape[] }
  | Fields;

/** One of some words or numbers. */
export interface Choice {
  readonly oneOf: readonly (string | number | boolean)[];
}

/** An object with names that are known. */
export interface Fields {
  /** Shapes of the properties; the name of one that may be left out ends with a question mark. */
  readonly fields: Readonly<Record<string, Shape>>;
  /** Whether it is a resource of Pulumi's. */
  readonly resource?: boolean;
  /** Whether it is a part of something larger, which is taken as it is. */
  readonly open?: boolean;
}

/** A property that an object may have. */
export interface Field {
  readonly name: string;
  readonly isRequired: boolean;
  readonly shape: Shape;
}

interface Description {
  readonly components: Readonly<Record<string, Shape>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

const { components, shapes }: Description = description as unknown as Description;

/** Names of the components whose arguments are described. */
export const DESCRIBED_COMPONENTS: readonly string[] = Object.keys(components);

/** Shape of a component's arguments. */
export function argumentsOf(component: string): Fields | undefined {
  const shape = components[component];
  return shape === undefined ? undefined : (resolved(shape) as Fields);
}

/** What a name stands for; other shapes stay as they are. */
export function resolved(shape: Shape): Shape {
  const named = typeof shape === "string" ? shapes[shape] : undefined;
  return named === undefined ? shape : resolved(named);
}

/** What is done with a shape of each kind. */
export interface ShapeCases<Result> {
  readonly plain: (kind: string) => Result;
  readonly input: (inner: Shape) => Result;
  readonly list: (entry: Shape) => Result;
  readonly map: (entry: Shape) => Result;
  readonly choice: (choice: Choice) => Result;
  readonly either: (shapes: readonly Shape[]) => Result;
  readonly object: (object: Fields) => Result;
}

/** Does what a shape's kind asks for. */
export function byKind<Result>(shape: Shape, cases: ShapeCases<Result>): Result {
  const seen = resolved(shape);
  if (typeof seen === "string") return cases.plain(seen);
  if ("input" in seen) return cases.input(seen.input);
  if ("list" in seen) return cases.list(seen.list);
  if ("map" in seen) return cases.map(seen.map);
  if ("oneOf" in seen) return cases.choice(seen);
  return "either" in seen ? cases.either(seen.either) : cases.object(seen);
}

const fieldsRead = new WeakMap<Fields, readonly Field[]>();

/** The properties that an object may have. */
export function fieldsOf(object: Fields): readonly Field[] {
  const known = fieldsRead.get(object);
  if (known !== undefined) return known;
  const fields = Object.entries(object.fields).map(([name, shape]) => ({
    name: name.replace(/\?$/, ""),
    isRequired: !name.endsWith("?"),
    shape,
  }));
  fieldsRead.set(object, fields);
  return fields;
}
