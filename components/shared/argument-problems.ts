import * as pulumi from "@pulumi/pulumi";
import { argumentsOf, byKind, type Choice, type Fields, fieldsOf, resolved, type Shape } from "./argument-shapes";
import { isLater, isObject, missingValue, unknownName, wrongValue, wrongWord } from "./argument-words";
import { nearestNames } from "./nearest-name";

/** What is wrong with the shape of an argument. */
export interface ShapeProblem {
  readonly propertyPath: string;
  readonly reason: string;
  /** Whether the value is of the right kind, so that the component's own rules may say more of it. */
  readonly isOfKind?: boolean;
}

type GivenObject = Readonly<Record<string, unknown>>;

/**
 * Arguments of a component that are missing, unknown or of another kind than its declared ones: what the TypeScript
 * compiler would refuse. Plain JavaScript comes here without it, and so does what is undefined by mistake.
 */
export function argumentProblems(component: string, args: unknown): readonly ShapeProblem[] {
  const shape = argumentsOf(component);
  if (shape === undefined) return [];
  if (args === undefined) return objectProblems("", shape, {});
  if (isLater(args) || !isPlain("object", args)) return wrong("args", { fields: {} }, args);
  return objectProblems("", shape, args as GivenObject);
}

function problemsOf(path: string, shape: Shape, value: unknown): readonly ShapeProblem[] {
  return byKind(shape, {
    plain: (kind) => (isPlain(kind, value) ? [] : wrong(path, shape, value)),
    input: (inner) => (isLater(value) ? [] : problemsOf(path, inner, value)),
    list: (entry) => (Array.isArray(value) ? listProblems(path, entry, value) : wrong(path, shape, value)),
    map: (entry) => (isPlain("object", value) ? mapProblems(path, entry, value as object) : wrong(path, shape, value)),
    choice: (choice) => choiceProblems(path, choice, value),
    either: (shapes) => eitherProblems(path, shapes, value),
    object: (object) =>
      isOfKind(object, value) ? objectProblems(path, object, value as GivenObject) : wrong(path, shape, value),
  });
}

function wrong(path: string, shape: Shape, value: unknown): readonly ShapeProblem[] {
  return [{ propertyPath: path, reason: wrongValue(shape, value), isOfKind: Number.isNaN(value) }];
}

function isPlain(kind: string, value: unknown): boolean {
  if (kind === "any") return true;
  if (isLater(value)) return false;
  if (kind === "object") return isObject(value) && !Array.isArray(value);
  if (kind === "transform") return typeof value === "function" || isPlain("object", value);
  return typeof value === kind && !Number.isNaN(value);
}

function choiceProblems(path: string, choice: Choice, value: unknown): readonly ShapeProblem[] {
  if (isLater(value)) return wrong(path, choice, value);
  if (choice.oneOf.some((word) => word === value)) return [];
  return [{ propertyPath: path, reason: wrongWord(choice, value), isOfKind: isOfKind(choice, value) }];
}

function listProblems(path: string, entry: Shape, value: readonly unknown[]): readonly ShapeProblem[] {
  return Array.from(value).flatMap((each, index) => entryProblems(`${path}[${index}]`, entry, each));
}

function mapProblems(path: string, entry: Shape, value: object): readonly ShapeProblem[] {
  return Object.entries(value).flatMap(([name, each]) =>
    entryProblems(/^[\w-]+$/.test(name) ? below(path, name) : `${path}[${JSON.stringify(name)}]`, entry, each),
  );
}

function entryProblems(path: string, shape: Shape, value: unknown): readonly ShapeProblem[] {
  if (value === undefined || value === null) return [{ propertyPath: path, reason: missingValue(shape, value) }];
  return problemsOf(path, shape, value);
}

function objectProblems(path: string, object: Fields, given: GivenObject): readonly ShapeProblem[] {
  const declared = fieldsOf(object).flatMap(({ name, isRequired, shape }) => {
    const held = given[name];
    if (held === undefined || (held === null && isRequired)) {
      return isRequired ? [{ propertyPath: below(path, name), reason: missingValue(shape, held) }] : [];
    }
    return problemsOf(below(path, name), shape, held);
  });
  return [...declared, ...unknownNames(path, object, given)];
}

/**
 * Names that nobody reads. What is a part of something larger, or of a class, may have more than is read. So may what
 * tells of something that is deployed, and is handed on as it is: there, only misspelt names are told.
 */
function unknownNames(path: string, object: Fields, given: GivenObject): readonly ShapeProblem[] {
  if (object.open === true || object.resource === true || !isLiteralObject(given)) return [];
  const isHandedOn = path !== "" && fieldsOf(object).every(({ shape }) => isOfInputs(shape));
  return Object.keys(given)
    .filter((name) => given[name] !== undefined && !fieldsOf(object).some((field) => field.name === name))
    .filter((name) => !isHandedOn || isMisspelt(object, given, name))
    .map((name) => ({ propertyPath: below(path, name), reason: unknownName(object, name) }));
}

function isOfInputs(shape: Shape): boolean {
  const seen = resolved(shape);
  if (typeof seen === "string") return false;
  if ("list" in seen) return isOfInputs(seen.list);
  return "map" in seen ? isOfInputs(seen.map) : "input" in seen;
}

/** Whether a name is near to one that isn't given. */
function isMisspelt(object: Fields, given: GivenObject, name: string): boolean {
  const absent = fieldsOf(object).filter((field) => given[field.name] === undefined);
  return (
    nearestNames(
      name,
      absent.map((field) => field.name),
    ).length > 0
  );
}

/** Whether an object was written as one, in whatever realm: its prototype has none. */
function isLiteralObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function eitherProblems(path: string, shapes: readonly Shape[], value: unknown): readonly ShapeProblem[] {
  const found = shapes.map((shape) => ({ shape: resolved(shape), problems: problemsOf(path, shape, value) }));
  if (found.some(({ problems }) => problems.length === 0)) return [];
  const alike = found.filter(({ shape }) => isOfKind(shape, value) && !isChoice(shape));
  const objects = alike.flatMap(({ shape }) => (isFields(shape) ? [shape] : []));
  const variant = objects.length > 1 ? variantProblems(path, objects, value as GivenObject) : undefined;
  if (variant !== undefined) return variant;
  const [nearest] = alike.map(({ problems }) => problems).sort((one, other) => one.length - other.length);
  return nearest ?? wrong(path, { either: shapes }, value);
}

/** Problems of the variant that the value names by the word that tells them apart; undefined where none does. */
function variantProblems(
  path: string,
  variants: readonly Fields[],
  value: GivenObject,
): readonly ShapeProblem[] | undefined {
  const telling = tellingName(variants);
  if (telling === undefined) return undefined;
  const word = value[telling];
  const named = variants.find((variant) => {
    const field = fieldNamed(variant, telling);
    return word === undefined ? !field.isRequired : wordsOf(field.shape).some((each) => each === word);
  });
  if (named !== undefined) return objectProblems(path, named, value);
  const shape: Shape = { oneOf: variants.flatMap((variant) => wordsOf(fieldNamed(variant, telling).shape)) };
  return entryProblems(below(path, telling), shape, word);
}

/** Name of the property that is a word in each variant. */
function tellingName(variants: readonly Fields[]): string | undefined {
  const names = fieldsOf(variants[0] ?? { fields: {} }).map(({ name }) => name);
  return names.find((name) => variants.every((variant) => wordsOf(fieldNamed(variant, name).shape).length === 1));
}

function fieldNamed(object: Fields, name: string): { readonly isRequired: boolean; readonly shape: Shape } {
  return fieldsOf(object).find((field) => field.name === name) ?? { isRequired: false, shape: "any" };
}

function wordsOf(shape: Shape): readonly (string | number | boolean)[] {
  const seen = resolved(shape);
  return isChoice(seen) ? seen.oneOf : [];
}

/** Whether a value is what a shape is about, however wrong in detail. */
function isOfKind(shape: Shape, value: unknown): boolean {
  return byKind(shape, {
    plain: (kind) => isPlain(kind, value),
    input: (inner) => isLater(value) || isOfKind(inner, value),
    list: () => Array.isArray(value),
    map: () => isPlain("object", value),
    choice: ({ oneOf }) => oneOf.some((word) => typeof word === typeof value),
    either: (shapes) => shapes.some((each) => isOfKind(each, value)),
    object: ({ resource }) => isPlain("object", value) && (resource !== true || pulumi.Resource.isInstance(value)),
  });
}

function isChoice(shape: Shape): shape is Choice {
  return typeof shape === "object" && "oneOf" in shape;
}

function isFields(shape: Shape): shape is Fields {
  return typeof shape === "object" && "fields" in shape;
}

function below(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
